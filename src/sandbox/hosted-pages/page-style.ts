/** The look of the hosted pages: one style sheet, no script, light and dark. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fbf9f5; --card: #ffffff; --ink: #26231e; --quiet: #6d675d; --rule: #e6e0d4; --accent: #3a5343; --on-accent: #ffffff; --tint: #eef2ec;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #171613; --card: #201f1b; --ink: #f1ede4; --quiet: #aaa394; --rule: #36332c; --accent: #a9c3a4; --on-accent: #16201a; --tint: #252a24; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; -webkit-text-size-adjust: 100%; }
header { padding: 1.25rem 1.5rem; text-align: center; border-bottom: 1px solid var(--rule); font: 500 1.3rem/1.2 ui-serif, Georgia, "Times New Roman", serif; letter-spacing: .02em; }
main { max-width: 66rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; display: grid; gap: 1.25rem; }
main.narrow { max-width: 34rem; padding-top: 3rem; text-align: center; }
h1 { font: 500 1.75rem/1.2 ui-serif, Georgia, "Times New Roman", serif; margin: 0 0 .35rem; text-wrap: balance; }
h2 { font-size: 1rem; font-weight: 600; margin: 0 0 .25rem; } .summary h2 { margin-bottom: 1rem; }
p { margin: 0; } .quiet { color: var(--quiet); font-size: .9375rem; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 14px; padding: 1.25rem; }
.stack { display: grid; gap: 1.25rem; align-content: start; }
.step { display: grid; grid-template-columns: 1.75rem 1fr; gap: .85rem; }
.step > span { width: 1.75rem; height: 1.75rem; border-radius: 50%; background: var(--tint); color: var(--accent); display: grid; place-items: center; font-size: .875rem; font-weight: 600; }
ul { list-style: none; margin: 0; padding: 0; }
.line { display: grid; grid-template-columns: 64px 1fr auto; gap: .9rem; padding: .8rem 0; border-bottom: 1px solid var(--rule); align-items: center; }
.line:first-child { padding-top: 0; }
.line img { width: 64px; height: 64px; border-radius: 10px; display: block; object-fit: cover; background: var(--tint); }
.line b { font-weight: 550; overflow-wrap: anywhere; } .line .quiet { display: block; font-size: .875rem; overflow-wrap: anywhere; }
.amount { font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: 1fr auto; row-gap: .35rem; margin: 1rem 0 0; } dd { margin: 0; text-align: end; font-variant-numeric: tabular-nums; }
dl .total { font-size: 1.15rem; font-weight: 650; padding-top: .6rem; margin-top: .25rem; border-top: 1px solid var(--rule); }
button, .button { display: block; width: 100%; border: 0; border-radius: 12px; padding: .95rem 1.25rem; min-height: 52px; background: var(--accent); color: var(--on-accent); font: inherit; font-size: 1.0625rem; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button:hover, .button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.narrow .card { text-align: start; } .mark { width: 56px; height: 56px; margin: 0 auto .5rem; border-radius: 50%; background: var(--tint); color: var(--accent); display: grid; place-items: center; font-size: 1.6rem; }
.portrait { width: 100%; max-width: 26rem; aspect-ratio: 1; border-radius: 18px; margin: 0 auto; display: block; }
@media (min-width: 52rem) {
  main.checkout { grid-template: auto 1fr / minmax(0, 1.1fr) minmax(0, 1fr); gap: 1.25rem 2rem; padding: 2.5rem 1.5rem 4rem; }
  .checkout .summary { grid-area: 1 / 2 / span 2; align-self: start; }
  .checkout form { grid-area: 2 / 1; }
}
`
