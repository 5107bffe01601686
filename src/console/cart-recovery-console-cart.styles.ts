import { css } from 'lit'

export const styles = css`
  .title {
    display: grid;
    gap: 0.4em;
    margin-block-start: calc(var(--_gap) / -2);
  }
  .columns, .columns > section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
    align-content: start;
  }
  .columns > section {
    gap: 0.75em;
  }
  .columns > section h3:not(:first-child) {
    margin-block-start: var(--_gap);
  }
  .aside {
    display: grid;
    align-content: start;
    gap: var(--_gap);
  }
  .box {
    display: grid;
    gap: 0.9em;
    padding: 1.25em;
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  @container (inline-size >= 50em) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(17em, 21em);
      gap: calc(var(--_gap) * 2);
    }
  }
  .lines li {
    padding-block: 0.8em;
    border-block-start: 1px solid var(--_hairline);
  }
  .line {
    display: grid;
    grid-template-columns: 56px minmax(0, 1fr) auto;
    gap: 0 1em;
    align-items: center;
    overflow-wrap: anywhere;
  }
  .image {
    inline-size: 56px;
    block-size: 56px;
    border-radius: var(--_radius);
    background: var(--_surface-strong);
    object-fit: cover;
  }
  .line bdi {
    display: inline-block;
  }
  .name {
    font-weight: 600;
  }
  .name .muted {
    font-weight: 400;
  }
  .message {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.1em 1em;
    align-items: baseline;
  }
  .message > :last-child {
    grid-column: 1 / -1;
  }
  dl {
    display: grid;
    gap: 0.5em;
    overflow-wrap: anywhere;
  }
  .moments {
    display: grid;
  }
  .moments li {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1em;
    padding: 0.35em 0;
    padding-inline-start: 1.5em;
  }
  .moments li:not(.done) {
    color: var(--_muted);
  }
  /* Muted twice it would be too pale to read. */
  .moments li:not(.done) .muted {
    color: inherit;
  }
  .moments li::before {
    content: '';
    position: absolute;
    inset-block-start: 0.8em;
    inset-inline-start: 0.1em;
    inline-size: 0.7em;
    block-size: 0.7em;
    border: 2px solid currentColor;
    border-radius: 50%;
  }
  .moments .done::before {
    background: currentColor;
  }
  .moments li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 1.65em -0.65em;
    inset-inline-start: 0.4em;
    border-inline-start: 1px solid var(--_hairline-strong);
  }
  .refusal {
    padding-block-start: 0.9em;
    border-block-start: 1px solid var(--_hairline);
    font-size: 0.9375em;
  }
`
