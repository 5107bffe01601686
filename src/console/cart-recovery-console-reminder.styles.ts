import { css } from 'lit'

export const styles = css`
  h2 {
    margin-block-start: calc(var(--_gap) / -2);
  }
  .notice h2 {
    margin: 0;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_gap) * 1.25);
    align-items: start;
  }
  @container (inline-size >= 50em) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: calc(var(--_gap) * 2);
    }
    .columns > .preview {
      position: sticky;
      inset-block-start: 1.5em;
    }
  }
  .percent {
    max-inline-size: 8em;
  }
  .preview {
    display: grid;
    gap: 0.6em;
    max-inline-size: 40em;
  }
  .preview h3 {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .letter {
    padding: 1.25em;
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .subject {
    margin-block-end: 0.75em;
    padding-block-end: 0.75em;
    border-block-end: 1px solid var(--_hairline);
    font-weight: 600;
  }
  .text {
    white-space: pre-wrap;
  }
  .link {
    border-block-end: 1px solid currentColor;
    color: var(--_muted);
  }
  .offer {
    margin-block-start: 1em;
    font-weight: 600;
  }
`
