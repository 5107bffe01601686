import { css } from 'lit'

export const styles = css`
  form {
    display: grid;
    gap: var(--_gap);
  }
  fieldset {
    min-inline-size: 0;
    border: 0;
  }
  legend {
    margin-block-end: 0.4em;
    font-size: 1.0625em;
    font-weight: 650;
  }
  .overrides {
    padding: 0.7em 1em;
    border-radius: var(--_radius);
    background: var(--_surface-strong);
  }
  fieldset .field {
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em 2em;
    padding-block: 0.9em;
    border-block-start: 1px solid var(--_hairline);
  }
  .label-text {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2em 0.7em;
  }
  .label-text label {
    font-size: 1em;
    font-weight: 550;
  }
  .label-text p {
    flex-basis: 100%;
  }
  .value {
    display: grid;
    gap: 0.4em;
    inline-size: 100%;
    min-inline-size: 0;
  }
  @container (inline-size >= 44em) {
    fieldset .field {
      grid-template-columns: minmax(0, 1fr) minmax(0, 22em);
    }
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 1em;
  }
  .end > .notice {
    flex: 1 1 20em;
    padding-block: 0.7em;
  }
`
