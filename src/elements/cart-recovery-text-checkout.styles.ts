import { css } from 'lit'

// In the bar, the button is as wide as the one that it replaces.
export const styles = css`
  :host {
    padding: 0 !important;
  }
  [part='text-checkout-button'] {
    display: flex;
    inline-size: 100%;
  }
  p {
    margin-block-end: 0.5em;
  }
  .sent {
    display: flex;
    flex-wrap: wrap;
    align-content: center;
    align-items: center;
    justify-content: center;
    column-gap: 0.5em;
    padding-inline: 0.25em;
    min-block-size: inherit;
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .sent-to {
    display: flex;
    justify-content: center;
    gap: 0.4em;
    margin: 0;
    color: var(--_positive);
    font-weight: 600;
  }
  .icon {
    margin-block-start: 0.18em;
  }
`
