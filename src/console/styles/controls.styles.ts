import { css } from 'lit'

/** Buttons and fields. Transparent borders become visible in forced colours, where backgrounds are removed. */
export const controls = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    padding: 0.4em 1.15em;
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-align: center;
    cursor: pointer;
  }
  .button:hover {
    background: var(--_surface-strong);
  }
  .primary {
    border-color: transparent;
    background: var(--_accent);
  }
  .primary:hover {
    background: var(--_accent);
    opacity: 0.88;
  }
  .primary > * {
    color: var(--_on-accent);
  }
  .quiet {
    border-color: transparent;
  }
  .back {
    margin-inline-start: -0.6em;
    padding-inline: 0.6em;
    justify-self: start;
    color: var(--_muted);
    font-weight: 550;
  }
  .back::before {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-end: 0.55em;
    border: solid currentColor;
    border-width: 1.5px 0 0 1.5px;
    rotate: -45deg;
  }
  .back:dir(rtl)::before {
    rotate: 135deg;
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6em;
  }
  .fields {
    display: grid;
    gap: 1.25em;
  }
  .field {
    display: grid;
    gap: 0.3em;
    justify-items: start;
  }
  label, legend, .label {
    font-size: 0.875em;
    font-weight: 600;
  }
  input, select, textarea {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
    background: var(--_ground);
    color: inherit;
    font: inherit;
    font-size: max(16px, 1em);
  }
  /* An arrow of our own: at the left edge, Chromium draws its own against the border. */
  select {
    appearance: none;
    padding-inline-end: 2.4em;
    background-image: linear-gradient(45deg, transparent 50%, currentColor 50%),
      linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position: right calc(1em + 5px) center, right 1em center;
    background-size: 5px 5px;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  select:dir(rtl) {
    background-position: left 1em center, left calc(1em + 5px) center;
  }
  @media (forced-colors: active) {
    select {
      appearance: auto;
      background-image: none;
    }
  }
  select option {
    background: Canvas;
    color: CanvasText;
  }
  textarea {
    min-block-size: 12em;
    line-height: 1.5;
    resize: vertical;
  }
  input[type='checkbox'] {
    flex: none;
    inline-size: 1.25em;
    min-block-size: 1.25em;
    margin: 0.1em 0 0;
    accent-color: var(--_accent);
  }
  .check {
    display: flex;
    align-items: start;
    gap: 0.7em;
    min-block-size: 44px;
    padding-block: 0.6em;
    font-size: 1em;
    font-weight: 550;
    cursor: pointer;
  }
  .filters {
    flex: 1 1 16em;
    display: flex;
    flex-wrap: wrap;
    max-inline-size: 24em;
    gap: 0.75em;
  }
  .filters .field {
    flex: 1 1 9em;
  }
  [aria-invalid='true'] {
    border-color: var(--_critical);
  }
  .problem {
    color: var(--_critical);
    font-size: 0.875em;
  }
  .problem:empty {
    display: none;
  }
  :focus-visible {
    outline: 2px solid currentColor;
    outline-offset: 2px;
  }
`
