import { css } from 'lit'

/** Styles that every view of the console shares. The custom properties come from the frame. */
export const base = css`
  :host {
    display: block;
  }
  * {
    box-sizing: border-box;
  }
  h2, h3, p, ul, ol, dl, dd, fieldset, legend {
    margin: 0;
    padding: 0;
  }
  ul, ol {
    list-style: none;
  }
  h2 {
    font-size: 1.625em;
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  h3 {
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.35;
  }
  .view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 1em 2em;
  }
  .head > :first-child {
    flex: 1 1 18em;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: 0.875em;
  }
  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  /* Keeps the direction of addresses and amounts inside text of another direction. */
  bdi {
    unicode-bidi: isolate;
  }
  .image {
    border-radius: var(--_radius);
    background: var(--_surface-strong);
    object-fit: cover;
  }
  .parcel {
    padding: 10px;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.5;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    padding: 0.1em 0.7em 0.1em 0.6em;
    border: 1px solid var(--_hairline);
    border-radius: 99em;
    background: var(--_surface);
    font-size: 0.8125em;
    font-weight: 550;
    white-space: nowrap;
  }
  .pill::before {
    content: '';
    inline-size: 0.55em;
    block-size: 0.55em;
    border: 0.14em solid currentColor;
    border-radius: 50%;
  }
  .good {
    color: var(--_positive);
  }
  .watch {
    color: var(--_caution);
  }
  .bad {
    color: var(--_critical);
  }
  .good::before, .bad::before {
    background: currentColor;
  }
  .notice {
    display: grid;
    justify-items: start;
    gap: 0.35em;
    padding: 1.1em 1.25em;
    border: 1px solid var(--_hairline);
    border-inline-start: 3px solid currentColor;
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .notice.critical {
    border-inline-start-color: var(--_critical);
  }
  .notice.positive {
    border-inline-start-color: var(--_positive);
  }
  .notice .button {
    margin-block-start: 0.6em;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.4em;
    padding: clamp(2em, 8cqi, 4.5em) 1em;
    border: 1px dashed var(--_hairline-strong);
    border-radius: var(--_radius);
    text-align: center;
    text-wrap: balance;
  }
  .empty .button {
    margin-block-start: 0.9em;
  }
  .skeleton {
    display: block;
    block-size: 1em;
    border-radius: 0.35em;
    background: var(--_surface-strong);
  }
  .skeletons {
    display: grid;
    gap: 0.75em;
  }
  .skeletons .skeleton {
    block-size: 3.25em;
    border-radius: var(--_radius);
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`
