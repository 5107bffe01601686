import { css } from 'lit'

// On a phone the form is as wide as the row, and so begins below the picture.

export const styles = css`
  .button {
    min-block-size: max(44px, 2.75em);
    padding: 0.35em 0.9em;
  }
  .primary {
    inline-size: 100%;
    min-block-size: max(48px, 3em);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 1em;
  }
  .listed {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    color: var(--_positive);
    font-weight: 600;
  }
  .stop {
    padding: 0;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  @container (15em <= inline-size < 34em) {
    .wide {
      margin-inline-start: calc(-72px - min(1em, 16px));
    }
  }
`
