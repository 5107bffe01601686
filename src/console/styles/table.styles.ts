import { css } from 'lit'

/** Tables whose whole rows can be clicked. On narrow screens other columns move below the first cell. */
export const table = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  caption {
    text-align: start;
  }
  th, td {
    padding: 0.8em 12px;
    font-weight: inherit;
    text-align: start;
    vertical-align: baseline;
  }
  th:first-child, td:first-child {
    padding-inline-start: 8px;
  }
  th:last-child, td:last-child {
    padding-inline-end: 8px;
  }
  tr {
    border-block-end: 1px solid var(--_hairline);
  }
  thead tr {
    border-color: var(--_hairline-strong);
  }
  thead th {
    padding-block: 0.5em;
    color: var(--_muted);
    font-size: 0.8125em;
    font-weight: 550;
    white-space: nowrap;
  }
  .end {
    text-align: end;
  }
  .rows tbody tr {
    cursor: pointer;
  }
  .rows tbody tr:hover {
    background: var(--_surface);
  }
  .open {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }
  .link {
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
    text-underline-offset: 0.2em;
  }
  tr:hover .link {
    text-decoration-color: currentColor;
  }
  .open, .items {
    display: block;
    overflow-wrap: anywhere;
  }
  .items {
    font-weight: 400;
  }
  .open:focus-visible {
    outline: none;
  }
  .rows tr:has(.open:focus-visible) {
    outline: 2px solid currentColor;
    outline-offset: -2px;
  }
  .way {
    display: block;
  }
  .wide {
    display: none;
  }
  .narrow {
    display: block;
    margin-block-start: 0.3em;
  }
  @container (inline-size >= 40em) {
    .wide {
      display: table-cell;
    }
    .narrow {
      display: none;
    }
  }
  [aria-busy='true'] tbody {
    opacity: 0.5;
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75em;
  }
  .pager > * {
    flex: 1 1 0;
  }
  .pager p {
    text-align: center;
  }
`
