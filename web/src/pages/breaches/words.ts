export const breachWords = {
  report: '漏えい等を報告する',
  waits: 'CISOの受け止め待ち',
  acknowledged: 'CISOが受け止めた',
  goingOn: '続いている、またはわからない',
  stopped: '止まっている',
}
