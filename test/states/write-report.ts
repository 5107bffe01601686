import type { Finding, Report } from './measure-states.ts'

/** The counts of a report in one line each. */
export function counts({ states, languages, boxes, axeRuns, worstShift, findings }: Report): string[] {
  const { score, state, window } = worstShift
  return [
    `${states} states in ${languages.length} languages: ${languages.join(' ')}`,
    `${boxes} boxes measured, ${axeRuns} runs of axe`,
    `worst layout shift ${score.toFixed(4)}, of ${state} on a ${window}`,
    `${findings.length} findings, ${groups(findings).length} different`,
  ]
}

/** Findings in words: the same fault of the same element once, with where it was seen. */
export function details(findings: Finding[]): string[] {
  return groups(findings).map((group) => {
    const [first] = group
    if (!first) return ''
    const { kind, element, text, rects, state, language, window } = first
    const places = rects
      .slice(0, 4)
      .map((rect) => [rect.left, rect.top, rect.right, rect.bottom].map(Math.round).join(' '))
    const seen = (of: (finding: Finding) => string) => [...new Set(group.map(of))]
    const states = seen((finding) => finding.state)
    return [
      `${kind}: ${element}`,
      `  “${text}” in ${state}, ${language}, ${window}${places.length ? `, at ${places.join(' | ')}` : ''}`,
      `  ${group.length} times; in ${seen((finding) => finding.language).join(' ')}; ${seen((finding) => finding.window).join(', ')}`,
      `  ${states.length} states: ${states.slice(0, 8).join(' ')}`,
    ].join('\n')
  })
}

function groups(findings: Finding[]): Finding[][] {
  const found = Map.groupBy(findings, ({ kind, element }) => `${kind} ${element}`)
  return [...found.values()].sort((one, other) => other.length - one.length)
}
