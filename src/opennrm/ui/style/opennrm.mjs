// Each of these makes a page easier; none is needed.
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { ExitThisPage } from 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs'
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'
import { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs'
import { Radios } from 'govuk-frontend/dist/govuk/components/radios/radios.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'

const settings = new Map([[Button, { preventDoubleClick: true }]])

// One that fails must not take the others with it: the page works without any of them.
for (const Made of [Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, Radios, SkipLink]) {
  for (const element of document.querySelectorAll(`[data-module="${Made.moduleName}"]`)) {
    try {
      new Made(element, settings.get(Made))
    } catch (error) {
      console.warn(error)
    }
  }
}

// What was asked for with "Show" stands in the place of the button: the focus goes there.
document.querySelector('[data-shown]')?.focus()
