// Compiles the style sheet and the scripts of opennrm.ui from src/opennrm/ui/style and GOV.UK Frontend.
//   node scripts/style.mjs           writes src/opennrm/ui/static/ui and the hashes of sources and results
//   node scripts/style.mjs --check   compiles, writes nothing, fails when a committed file is not what its sources give
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import postcss from 'postcss'
import * as sass from 'sass'
import { minify } from 'terser'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const sources = join(root, 'src/opennrm/ui/style')
const target = join(root, 'src/opennrm/ui/static/ui')
const read = (path) => readFileSync(path, 'utf8')
const version = (name) => JSON.parse(read(join(modules, name, 'package.json'))).version

// Physical → logical: that alone makes GOV.UK Frontend bidirectional. An arrow is made of borders under a clip path:
// these stay, and a rule of ours mirrors it.
const SIDES = { left: 'inline-start', right: 'inline-end' }
const CORNERS = {
  'border-top-left-radius': 'border-start-start-radius',
  'border-top-right-radius': 'border-start-end-radius',
  'border-bottom-left-radius': 'border-end-start-radius',
  'border-bottom-right-radius': 'border-end-end-radius'
}

function logicalName(name) {
  if (CORNERS[name]) return CORNERS[name]
  if (SIDES[name]) return `inset-${SIDES[name]}`
  const found = name.match(/^(margin|padding|border)-(left|right)(-.+)?$/)
  return found ? `${found[1]}-${SIDES[found[2]]}${found[3] ?? ''}` : name
}

function toLogical(declaration) {
  const arrow = declaration.parent.some((other) => /clip-path$/.test(other.prop ?? ''))
  if (arrow && declaration.prop.startsWith('border-')) return
  declaration.prop = logicalName(declaration.prop)
  if (['text-align', 'float', 'clear'].includes(declaration.prop) && SIDES[declaration.value]) {
    declaration.value = declaration.prop === 'text-align' ? SIDES[declaration.value].slice(7) : SIDES[declaration.value]
  }
  const sides = postcss.list.space(declaration.value)
  if (['margin', 'padding'].includes(declaration.prop) && sides.length === 4 && sides[1] !== sides[3]) {
    const { important } = declaration
    declaration.cloneBefore({ prop: `${declaration.prop}-block`, value: `${sides[0]} ${sides[2]}`, important })
    declaration.replaceWith({ prop: `${declaration.prop}-inline`, value: `${sides[3]} ${sides[1]}`, important })
  }
}

// The functional colours are always declared on :root, so the fallbacks only weigh.
const withoutFallback = (value) => value.replace(/var\((--govuk-[a-z-]+),\s*#[0-9a-f]+\)/g, 'var($1)')

// Address lines that GOV.UK Frontend prints after links: on paper they would tell where a case lies.
const GONE = /\[href\^=/

function styleSheet() {
  const compiled = sass.compile(join(sources, 'index.scss'), { style: 'compressed', loadPaths: [modules], logger: sass.Logger.silent, charset: false })
  const tree = postcss.parse(compiled.css)
  tree.walkAtRules('font-face', (rule) => rule.remove())
  tree.walkRules(GONE, (rule) => rule.remove())
  tree.walkDecls((declaration) => {
    if (!declaration.prop.startsWith('--')) declaration.value = withoutFallback(declaration.value)
    toLogical(declaration)
  })
  return '@charset "utf-8";' + tree.toString() + '\n'
}

const IMPORT = /^import\s+(?:\{([^}]*)\}\s+from\s+)?'([^']+)';?$/gm
const EXPORT = /^export\s*\{([^}]*)\};?$/gm

// GOV.UK Frontend's modules import and export by name only: each becomes a function that gives its exports, in order of need.
function bundle(path, seen = new Map()) {
  if (seen.has(path)) return seen
  seen.set(path, '')
  const code = read(path).replace(/^\/\/# sourceMappingURL.*$/gm, '')
  for (const [, , from] of code.matchAll(IMPORT)) {
    bundle(from.startsWith('.') ? resolve(dirname(path), from) : join(modules, from), seen)
  }
  const names = [...code.matchAll(EXPORT)].map(([, found]) => found.trim()).join(', ')
  if (/ as /.test(names + [...code.matchAll(IMPORT)].map((found) => found[1]).join())) throw new Error(`${path}: renames need a real bundler`)
  const inside = code.replace(IMPORT, '').replace(EXPORT, '')
  seen.delete(path)
  return seen.set(path, names ? `const { ${names} } = (() => {\n${inside}\nreturn { ${names} }\n})()` : inside)
}

async function script() {
  const code = [...bundle(join(sources, 'opennrm.mjs')).values()].join('\n')
  const made = await minify(code, { module: true, toplevel: true, ecma: 2020, compress: { passes: 2 }, format: { comments: false } })
  return `/*! GOV.UK Frontend ${version('govuk-frontend')}, MIT: see LICENSE-govuk-frontend.txt */\n${made.code}\n`
}

const sha = (text) => createHash('sha256').update(text).digest('hex')
const listed = readdirSync(sources).filter((name) => /\.(scss|m?js)$/.test(name)).sort()
const made = { 'boot.js': read(join(sources, 'boot.js')), 'opennrm.css': styleSheet(), 'opennrm.js': await script() }
const hashes = {
  with: Object.fromEntries(['govuk-frontend', 'postcss', 'sass', 'terser'].map((name) => [name, version(name)])),
  sources: Object.fromEntries(listed.map((name) => [name, sha(read(join(sources, name)))])),
  made: Object.fromEntries(Object.entries(made).map(([name, text]) => [name, sha(text)]))
}

if (process.argv.includes('--check')) {
  const stale = Object.entries(made).filter(([name, text]) => read(join(target, name)) !== text).map(([name]) => name)
  if (stale.length) throw new Error(`not what the sources give, run npm run style: ${stale.join(', ')}`)
} else {
  for (const [name, text] of Object.entries(made)) writeFileSync(join(target, name), text)
  writeFileSync(join(sources, 'made.json'), JSON.stringify(hashes, null, 2) + '\n')
}
for (const [name, text] of Object.entries(made)) console.log(`${name} ${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`)
