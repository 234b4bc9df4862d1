// The pages work without this script. It opens the menu on small screens and updates pages that ask for it.
import { initAll } from '/assets/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Updates the shown nodes to equal the wanted ones, and leaves equal nodes alone: focus, open details and a screen
// reader's position stay, and only changes are announced.
function become (shown, wanted) {
  if (shown.nodeType !== wanted.nodeType || shown.nodeName !== wanted.nodeName || shown.id !== wanted.id) {
    shown.replaceWith(document.importNode(wanted, true))
    return
  }
  if (shown.nodeType !== Node.ELEMENT_NODE) {
    if (shown.data !== wanted.data) shown.data = wanted.data
    return
  }
  if (shown.hasAttribute('data-own')) return
  for (const { name } of [...shown.attributes]) {
    if (!wanted.hasAttribute(name) && !(shown.nodeName === 'DETAILS' && name === 'open')) shown.removeAttribute(name)
  }
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) !== value && !name.startsWith('data-govuk')) shown.setAttribute(name, value)
  }
  childrenBecome(shown, wanted)
}

function childrenBecome (shown, wanted) {
  const ids = new Set([...wanted.children].map(child => child.id).filter(Boolean))
  for (const child of [...shown.children]) {
    if (child.id && !ids.has(child.id)) child.remove()
  }
  let at = shown.firstChild
  for (const child of wanted.childNodes) {
    const same = child.id && shown.querySelector(`:scope > #${CSS.escape(child.id)}`)
    if (same && same !== at) {
      shown.insertBefore(same, at)
      at = same
    }
    if (at === null || (child.id && !same)) {
      shown.insertBefore(document.importNode(child, true), at)
      continue
    }
    const next = at.nextSibling
    become(at, child)
    at = next
  }
  while (at !== null) {
    const next = at.nextSibling
    at.remove()
    at = next
  }
}

const main = document.getElementById('main-content')
const contact = document.getElementById('contact')
const pause = document.getElementById('pause')
let paused = false

pause?.addEventListener('click', () => {
  paused = !paused
  pause.textContent = paused ? 'Resume updates' : 'Pause updates'
})
if (pause) pause.hidden = !main.dataset.refresh

function say (problem) {
  if (contact.textContent !== problem) contact.textContent = problem
}

async function refresh () {
  if (!paused && !document.hidden) {
    try {
      const response = await fetch(location.href, { signal: AbortSignal.timeout(5000), redirect: 'error' })
      if (response.status === 401 || response.status === 403) {
        location.reload()
        return
      }
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const now = page.getElementById('main-content')
      if (response.ok && now) {
        childrenBecome(main, now)
        main.dataset.refresh = now.dataset.refresh ?? ''
        document.dispatchEvent(new Event('console-updated'))
        say('')
      } else {
        say('The console failed to update this page (status ' + response.status + '). It will keep trying.')
      }
    } catch (failure) {
      say('The console does not answer, so this page is out of date. It will keep trying.')
    }
  }
  if (main.dataset.refresh) setTimeout(refresh, Number(main.dataset.refresh))
}

if (main.dataset.refresh) setTimeout(refresh, Number(main.dataset.refresh))

// Moves the focus to the outcome of an action. For an error, initAll() has moved it to the error summary already.
if (!document.querySelector('.govuk-error-summary')) document.querySelector('[data-focus]')?.focus()
