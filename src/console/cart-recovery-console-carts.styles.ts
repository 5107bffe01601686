import { css } from 'lit'

export const styles = css`
  .filters {
    max-inline-size: none;
    align-items: start;
  }
  .filters .search {
    flex: 2 1 16em;
  }
  .filters .field:has(> #status) {
    flex-basis: 8em;
  }
  .filters .field:has(> #sort) {
    flex-basis: 12em;
  }
  .rows th, .rows td {
    vertical-align: top;
  }
  .more {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5em), 1fr));
    gap: 0.75em;
  }
  .more input {
    min-inline-size: 0;
  }
  .more .field {
    grid-template-columns: minmax(0, 1fr);
  }
  details {
    flex: 1 1 100%;
  }
  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    padding-block: 0.3em;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 550;
    cursor: pointer;
  }
  details[open] summary {
    margin-block-end: 0.5em;
  }
  .head > .button {
    flex: none;
  }
  .cart {
    display: grid;
    grid-template-columns: 44px minmax(0, 1fr);
    gap: 0.9em;
    align-items: start;
  }
  /* The whole name stands in the cart. */
  .items {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .after {
    white-space: nowrap;
  }
  td .after {
    display: block;
  }
  @container (inline-size < 17em) {
    .cart {
      grid-template-columns: minmax(0, 1fr);
    }
    .cart .image {
      display: none;
    }
  }
`
