import { css } from 'lit'

// Buttons are smaller on a wide page that is used by mouse. Where name and price do not fit beside each other, the price has a
// line of its own: no word is broken for it.
export const styles = css`
  .row {
    display: grid;
    grid-template-columns: 72px minmax(0, 1fr) auto;
    column-gap: min(1em, 16px);
    padding-block: var(--_gap);
  }
  .image {
    grid-row: 1 / span 3;
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    border-radius: var(--_radius);
    background: var(--_surface-strong);
    font-size: 1.5em;
    object-fit: cover;
  }
  [part='name'], [part='price'] {
    font-weight: 600;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  [part='price'] {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  span > s {
    display: block;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 400;
    text-align: end;
  }
  a[tabindex] {
    display: contents;
  }
  .details, .controls, cart-recovery-substitutes {
    grid-column: 2 / -1;
  }
  .details, .controls {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1em;
  }
  [part='options'] {
    display: contents;
  }
  [part='price-change'], cart-recovery-availability, .removed, .whole {
    inline-size: 100%;
  }
  .dropped {
    color: var(--_positive);
  }
  .raised {
    color: var(--_caution);
  }
  .controls {
    align-items: center;
    margin-block-start: 0.6em;
  }
  .stepper {
    display: flex;
    max-inline-size: 100%;
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
  }
  .controls button, input {
    min-block-size: max(44px, 2.75em);
    padding: 0 0.5em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .step {
    display: grid;
    place-items: center;
    inline-size: max(44px, 2.75em);
  }
  .stepper input {
    min-inline-size: 0;
    inline-size: 2.3em;
    padding: 0;
    font-size: max(16px, 1em);
    font-variant-numeric: tabular-nums;
    text-align: center;
    appearance: textfield;
    cursor: text;
  }
  input::-webkit-inner-spin-button {
    display: none;
  }
  .controls .remove {
    padding: 0;
    color: var(--_muted);
    font-size: 0.875em;
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  .step:hover {
    background: var(--_surface-strong);
  }
  .step[aria-disabled] {
    opacity: 0.35;
  }
  .bundled {
    margin-inline-start: min(2.5em, 10%);
  }
  .gone .image {
    opacity: 0.45;
    filter: grayscale(1);
  }
  .gone [part='name'], .gone [part='price'] {
    color: var(--_muted);
    text-decoration: line-through;
  }
  @media (pointer: fine) {
    @container (inline-size >= 40em) {
      .controls button, input {
        min-block-size: max(36px, 2.25em);
      }
      .step {
        inline-size: max(36px, 2.25em);
      }
    }
  }
  @container (inline-size < 21em) {
    .row {
      grid-template-columns: 72px minmax(0, 1fr);
    }
    .image {
      grid-row-end: span 4;
    }
    [part='price'] {
      grid-column: 2;
    }
    .controls {
      column-gap: 0.4em;
    }
  }
  @container (inline-size < 15em) {
    .image {
      grid-row: auto;
    }
    [part='price'], .details, .controls, cart-recovery-substitutes {
      grid-column: 1 / -1;
    }
  }
`
