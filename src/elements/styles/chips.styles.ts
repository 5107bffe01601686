import { css } from 'lit'

// A row of choices that scrolls, however many there are: what is loaded after the paint has its space reserved. Its end fades
// wherever more can be scrolled to, and behind the last one there is room for that.
export const chips = css`
  .chips {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin: -2px -4px;
    padding: 4px;
    overflow-x: auto;
    scrollbar-width: thin;
  }
  .chips[role] {
    padding-inline-end: 2em;
    mask-image: linear-gradient(to right, #000 calc(100% - 2.5em), transparent);
  }
  :host(:dir(rtl)) .chips[role] {
    mask-image: linear-gradient(to left, #000 calc(100% - 2.5em), transparent);
  }
  .chips > * {
    flex: none;
  }
  .chips > .instead {
    flex: 0 1 auto;
  }
  .button {
    min-inline-size: max(44px, 2.75em);
    min-block-size: max(44px, 2.75em);
    padding: 0.35em 0.9em;
    font-size: 0.875em;
    white-space: nowrap;
  }
  .quiet {
    padding-inline: 0.35em;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
`
