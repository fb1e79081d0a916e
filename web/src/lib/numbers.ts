const grouped = new Intl.NumberFormat('ja-JP')

/** 460517 → "460,517" */
export const count = (n: number): string => grouped.format(n)

const UNITS = ['バイト', 'KB', 'MB', 'GB', 'TB'] as const

/** 1536 → "1.5 KB" (1 KB = 1,024 bytes, as the file managers of Windows count) */
export function fileSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  // 1023.96 KB would be shown as "1,024 KB"
  if (unit < UNITS.length - 1 && Number(value.toFixed(digits)) >= 1024) {
    value /= 1024
    unit += 1
  }
  const text = unit === 0 || value >= 100 ? grouped.format(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '')
  return `${text} ${UNITS[unit] ?? ''}`
}

/** Seconds left, in words: "あと約3分". Empty while it cannot be told. */
export function timeLeft(bytesLeft: number, bytesPerSecond: number): string {
  if (bytesPerSecond <= 0 || !Number.isFinite(bytesLeft / bytesPerSecond)) return ''
  const seconds = bytesLeft / bytesPerSecond
  if (seconds < 10) return 'まもなく終わります'
  if (seconds < 90) return `あと約${Math.ceil(seconds / 10) * 10}秒`
  if (seconds < 90 * 60) return `あと約${Math.round(seconds / 60)}分`
  return `あと約${Math.round(seconds / 360) / 10}時間`
}

/** Whole percent, never 100 before the end. */
export function percent(done: number, of: number): number {
  if (of <= 0) return 0
  if (done >= of) return 100
  return Math.min(99, Math.floor((done / of) * 100))
}

/** A long fingerprint in groups of eight, so that two people can read it to each other. */
export function groups(hex: string): string {
  return hex.replace(/(.{8})(?=.)/g, '$1 ')
}
