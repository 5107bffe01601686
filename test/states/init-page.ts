import { htmlPage } from '../../src/cli/init/frameworks/html.ts'

/** What a shop puts around the page that `init` writes: without it nothing could be pushed down. */
const header = '<header><p>Alder &amp; Wool</p></header>'
const footer = '<footer><p>Delivery, returns, imprint</p></footer>'
/** The page's own colours, so that contrast can be measured on light and dark. */
const colours = '<style>:root { color-scheme: light dark; background: Canvas; color: CanvasText }</style>'

const play = `<script type="module">
  import { createControls } from '/assets/controls.js'
  import { readRun } from '/assets/qa-run.js'
  import { playSteps } from '/assets/qa-steps.js'
  const { steps, base } = readRun()
  await playSteps(document.querySelector('cart-recovery'), steps, createControls(base + '/sandbox'))
  document.documentElement.dataset.played = ''
</script>`

/** The page that `init` writes, with the frame and the steps of a QA page in place of its own. */
export function initPage(qaPage: string): string {
  const run = find(/<script type="application\/json" id="run">[\s\S]*?<\/script>/, qaPage)
  const [, attributes = ''] = /<cart-recovery([^>]*)>/.exec(qaPage) ?? []
  return htmlPage
    .replace(/<cart-recovery[^>]*>/, `<cart-recovery${attributes}>`)
    .replace(/(?=<script [^>]*cart-recovery\.js)/, '<script type="module" src="/assets/qa-prelude.js"></script>\n    ')
    .replace(/src="[^"]*\/cart-recovery\.js"/, 'src="/cart-recovery.js"')
    .replace('</head>', `${colours}\n  </head>`)
    .replace('<main>', `${header}\n    <main>`)
    .replace('</main>', `</main>\n    ${footer}\n    ${run}\n    ${play}`)
}

function find(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[0]
  if (!found) throw new Error(`The QA page has no ${pattern}`)
  return found
}
