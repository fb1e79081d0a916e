import { TextLink } from './button'

const t = { label: '根拠の条項' }

export function ClauseLinks({ clauses, className = '' }: { clauses: string[]; className?: string }) {
  if (clauses.length === 0) return null
  return (
    <p className={className}>
      {t.label}：
      {clauses.map((id, i) => (
        <span key={id}>
          {i > 0 && '、'}
          <TextLink to={`/clauses#${id}`} className="inline-block py-1">
            {id}
          </TextLink>
        </span>
      ))}
    </p>
  )
}
