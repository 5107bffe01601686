import { css } from 'lit'

/**
 * Buttons, and links that look like one. A label has an element of its own: its colour comes from its ground. In
 * forced colours the transparent borders are drawn, the main button has the colour of a choice, and a button that does nothing
 * is grey.
 */
export const button = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    max-inline-size: 100%;
    min-block-size: max(48px, 3em);
    padding: 0.5em 1.25em;
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-wrap: balance;
    text-decoration: none;
    cursor: pointer;
  }
  .button > * {
    min-inline-size: 0;
  }
  .button:hover {
    opacity: 0.85;
  }
  .quiet {
    border-color: transparent;
  }
  .primary {
    border-color: transparent;
    background: var(--_accent);
  }
  .primary > * {
    color: var(--_on-accent);
  }
  [aria-disabled] {
    opacity: 0.7;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid currentColor;
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .primary {
      forced-color-adjust: none;
      background: Highlight;
    }
    .primary > * {
      color: HighlightText;
    }
    [aria-disabled] {
      border-color: GrayText;
      background: Canvas;
      opacity: 1;
    }
    [aria-disabled], [aria-disabled] > * {
      color: GrayText;
    }
  }
`
