// Copies the option → HTML cases of GOV.UK Frontend for the components that opennrm.ui builds, so that the tests need no Node.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = join(root, 'node_modules/govuk-frontend/dist/govuk/components')
const target = join(root, 'src/opennrm/ui/tests/fixtures')
const listed = readFileSync(join(root, 'src/opennrm/ui/components/__init__.py'), 'utf8')
const components = [...listed.matchAll(/^ {4}"([a-z-]+)": [a-z_]+,$/gm)].map((found) => found[1])

mkdirSync(target, { recursive: true })
for (const component of components) {
  const { fixtures } = JSON.parse(readFileSync(join(source, component, 'fixtures.json'), 'utf8'))
  const lines = fixtures.map(({ name, options, html }) => JSON.stringify({ name, options, html }))
  writeFileSync(join(target, `${component}.jsonl`), lines.join('\n') + '\n')
}
console.log(`${components.length} components copied`)
