import { blocks, type Inline } from '../lib/markup'
import { linkClass } from './button'

const t = { outside: '（外部のサイト）' }

function Inlines({ parts }: { parts: Inline[] }) {
  return parts.map((part, i) =>
    part.kind === 'strong' ? (
      <strong key={i}>{part.text}</strong>
    ) : part.kind === 'link' ? (
      <a key={i} href={part.href} target="_blank" rel="noopener noreferrer" className={linkClass}>
        {part.text}
        {t.outside}
      </a>
    ) : (
      part.text
    ),
  )
}

/** Material and notices: the plain markup as elements, below a page's h1 and a section's h2. */
export function Markup({ source }: { source: string }) {
  return (
    <div className="grid max-w-3xl gap-4 leading-175">
      {blocks(source).map((block, i) =>
        block.kind === 'heading' ? (
          block.level === 2 ? (
            <h3 key={i} className="mt-4 border-b border-solid-gray-420 pb-1 text-std-20B-150 first:mt-0">
              <Inlines parts={block.inlines} />
            </h3>
          ) : (
            <h4 key={i} className="mt-2 text-std-17B-170">
              <Inlines parts={block.inlines} />
            </h4>
          )
        ) : block.kind === 'list' ? (
          block.ordered ? (
            <ol key={i} className="grid list-decimal gap-1 pl-7">
              {block.items.map((item, k) => (
                <li key={k}>
                  <Inlines parts={item} />
                </li>
              ))}
            </ol>
          ) : (
            <ul key={i} className="grid list-disc gap-1 pl-7">
              {block.items.map((item, k) => (
                <li key={k}>
                  <Inlines parts={item} />
                </li>
              ))}
            </ul>
          )
        ) : (
          <p key={i}>
            {block.lines.map((line, k) => (
              <span key={k}>
                {k > 0 && <br />}
                <Inlines parts={line} />
              </span>
            ))}
          </p>
        ),
      )}
    </div>
  )
}
