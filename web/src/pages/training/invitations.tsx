import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, InvitationView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { Chip } from '../../ui/data'
import { ErrorNotice } from '../../ui/notice'
import { TextDialog } from '../../ui/text-dialog'
import { answerWords } from './words'

const t = {
  session: (day: string, hours: string, place: string) => `${day}　${hours}　${place}`,
  selfStudy: (day: string) => `${day}までに、ページで学んでテストに合格する`,
  by: (day: string) => `返事の期限：${day}`,
  accept: '参加する',
  decline: '参加できない',
  study: '学ぶ',
  done: '終わりました',
  attended: '出席ずみ。テストが残っています',
  declineTitle: '参加できないと答えますか',
  declineText: '別の日の研修や、ページで学ぶ研修を受けてください。受けるまで、データの受け取りと入室はできません。',
  reason: '理由',
  noReason: '理由を書いてください。',
}

/** Invitations with their answers: one's own, or those of one's people. */
export function Invitations({
  items,
  withNames = false,
  onDone,
}: {
  items: InvitationView[]
  withNames?: boolean
  onDone: () => void
}) {
  const [declining, setDeclining] = useState<InvitationView>()
  return (
    <>
      <ul className="grid gap-3">
        {items.map((i) => (
          <Invitation
            key={i.id}
            invitation={i}
            withNames={withNames}
            onDone={onDone}
            onDecline={() => setDeclining(i)}
          />
        ))}
      </ul>
      {declining && (
        <Decline
          invitation={declining}
          onClose={() => setDeclining(undefined)}
          onDone={() => {
            setDeclining(undefined)
            onDone()
          }}
        />
      )}
    </>
  )
}

function Invitation({
  invitation: i,
  withNames,
  onDone,
  onDecline,
}: {
  invitation: InvitationView
  withNames: boolean
  onDone: () => void
  onDecline: () => void
}) {
  const act = useAction(async () => {
    await send<Done>('POST', `/api/invitations/${i.id}/answer`, { answer: 'accepted', reason: '' })
    onDone()
  })
  const open = i.may.includes('answer_invitation')
  return (
    <li className="grid gap-2 rounded-8 border border-solid-gray-420 bg-white p-4">
      <h3 className="text-std-16B-170">{withNames ? `${i.worker_name}さん：${i.course_title}` : i.course_title}</h3>
      <p>{i.session ? t.session(longDay(i.held_on), i.hours, i.place) : t.selfStudy(longDay(i.due))}</p>
      <p className="flex flex-wrap items-center gap-2">
        <Chip tone={i.done ? 'green' : i.answer === 'none' && open ? 'yellow' : 'plain'}>
          {i.done ? t.done : i.attended ? t.attended : answerWords[i.answer]}
        </Chip>
        {open && i.session && i.answer === 'none' && <span>{t.by(longDay(i.due))}</span>}
        {i.reason && <span className="text-solid-gray-700">{i.reason}</span>}
      </p>
      <ErrorNotice error={act.error} />
      {(open || (!i.done && !withNames)) && (
        <ButtonRow>
          {open && i.session && i.answer !== 'accepted' && (
            <Button busy={act.busy} onClick={() => void act.run()}>
              {t.accept}
            </Button>
          )}
          {!withNames && (i.attended || !i.session) && (
            <ButtonLink to={`/training/courses/${i.course}`}>{t.study}</ButtonLink>
          )}
          {open && i.answer !== 'declined' && (
            <Button look="secondary" onClick={onDecline}>
              {t.decline}
            </Button>
          )}
        </ButtonRow>
      )}
    </li>
  )
}

function Decline({
  invitation,
  onClose,
  onDone,
}: {
  invitation: InvitationView
  onClose: () => void
  onDone: () => void
}) {
  return (
    <TextDialog
      title={t.declineTitle}
      label={t.reason}
      missing={t.noReason}
      confirm={t.decline}
      onClose={onClose}
      onSend={(reason) =>
        send<Done>('POST', `/api/invitations/${invitation.id}/answer`, { answer: 'declined', reason }).then(onDone)
      }
    >
      <p>{t.declineText}</p>
    </TextDialog>
  )
}
