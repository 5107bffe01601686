import type { Run } from './run-schedule.ts'

/** A schedule as lines: who did what, and where one act interrupted another. */
export function printRun({ entries, violations }: Run): string {
  let lastAct = ''
  const lines = entries.flatMap((entry): string[] => {
    switch (entry.kind) {
      case 'step': {
        const change = entry.act === lastAct ? ' ' : '>'
        lastAct = entry.act
        const place = entry.instance ? ` @${entry.instance}` : ''
        return [`${change} ${entry.act}${place}: ${entry.label}${entry.isLost ? '  (its answer is lost)' : ''}`]
      }
      case 'answer':
        return [
          `    ${entry.act}: ${entry.path} is answered ${[entry.status, entry.body.code].filter(Boolean).join(' ')}`,
        ]
      case 'event':
        return [`! ${entry.event}`]
      case 'crash':
        return [`! ${entry.instance} falls silent`]
      default:
        return [`  ${entry.sentence}`]
    }
  })
  return [...lines, ...violations.map((sentence) => `=> ${sentence}`)].map((line) => `    ${line}`).join('\n')
}
