import type { ReactNode } from 'react'
import type { ApiError } from '../api/client'
import { Icon, type IconName } from './icons'
import { VerdictList } from './verdict'

type Kind = 'info' | 'success' | 'warning' | 'error'

const looks: Record<Kind, { box: string; icon: IconName; mark: string; label: string }> = {
  info: { box: 'border-key-900 bg-white', icon: 'info', mark: 'text-key-900', label: 'お知らせ' },
  success: { box: 'border-success-2 bg-green-50', icon: 'check', mark: 'text-success-2', label: '完了' },
  warning: { box: 'border-warning-yellow-2 bg-yellow-50', icon: 'warn', mark: 'text-yellow-1000', label: '注意' },
  error: { box: 'border-error-1 bg-red-50', icon: 'stop', mark: 'text-error-2', label: 'エラー' },
}

interface NoticeProps {
  kind: Kind
  title: string
  children?: ReactNode
  /** Read out when it appears. */
  live?: boolean
  className?: string
}

export function Notice({ kind, title, children, live = false, className = '' }: NoticeProps) {
  const look = looks[kind]
  const role = !live ? undefined : kind === 'error' ? 'alert' : 'status'
  return (
    <div role={role} className={`rounded-8 border-2 p-4 ${look.box} ${className}`}>
      <div className="flex gap-3">
        <Icon name={look.icon} className={`mt-0.5 size-6 ${look.mark}`} />
        <div className="min-w-0 grow">
          <p className="font-bold">
            <span className="sr-only">{look.label}：</span>
            {title}
          </p>
          {children && <div className="mt-1">{children}</div>}
        </div>
      </div>
    </div>
  )
}

/** What the server answered, in its own words; with the whole list of rules when the gate stopped the act. */
export function ErrorNotice({ error, className }: { error: ApiError | undefined; className?: string }) {
  if (!error) return null
  const verdict = error.refused?.verdict
  return (
    <Notice kind="error" title={error.message} live className={className ?? ''}>
      {verdict && <VerdictList verdict={verdict} />}
    </Notice>
  )
}
