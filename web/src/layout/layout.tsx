import { useState } from 'react'
import { Link, Navigate, NavLink, Outlet, useLocation } from 'react-router'
import { useAction } from '../api/hooks'
import { roleWords } from '../lib/words'
import { isAdministrator, mayApply, seesDatasets, sitsAtReception, useTown } from '../session/session'
import type { SessionView } from '../api/types'
import { Button } from '../ui/button'
import { Icon, type IconName } from '../ui/icons'
import { ErrorNotice } from '../ui/notice'

const t = {
  skip: '本文へ進む',
  product: '関所',
  demo: 'これは見本市（デモ用）です。実在のデータは入れないでください。',
  demoLabel: 'デモ用のお知らせ',
  menu: 'メニュー',
  closeMenu: 'メニューを閉じる',
  nav: '主なメニュー',
  signOut: 'サインアウト',
  who: 'サインイン中の人',
  home: 'ホーム',
  apply: '申請する',
  duties: 'やること',
  passages: '通過の一覧',
  custodies: '預かり',
  contracts: '委託',
  rosters: '従事者名簿',
  pledges: '誓約書',
  training: '研修',
  notices: 'お知らせ',
  reports: '報告',
  sheets: 'チェックシート',
  audits: '監査',
  breaches: '漏えい等の報告',
  areas: '管理区域',
  reception: '受付',
  clauses: '条項',
  ledger: '記録',
  accounts: '利用者',
  assets: '情報資産',
  datasets: '照合データ',
  people: '課と職員',
  reminders: 'お知らせの設定',
  sessions: 'サインイン中の端末',
}

interface Item {
  to: string
  label: string
  icon: IconName
}

function itemsFor(session: SessionView): Item[] {
  // who runs the machine sees people and accounts, and nothing that was entrusted
  const runs = isAdministrator(session)
  const town = session.side === 'town'
  const onlyWorker = !town && !session.roles.includes('contractor_manager')
  const items: (Item | false)[] = [
    { to: '/', label: t.home, icon: 'home' },
    !runs && { to: '/duties', label: t.duties, icon: 'check' },
    mayApply(session) && { to: '/passages/new', label: t.apply, icon: 'write' },
    !runs && { to: '/passages', label: t.passages, icon: 'pass' },
    !runs && { to: '/custodies', label: t.custodies, icon: 'hold' },
    !runs && { to: '/contracts', label: t.contracts, icon: 'firms' },
    !runs && !onlyWorker && { to: '/rosters', label: t.rosters, icon: 'people' },
    onlyWorker && { to: '/pledges', label: t.pledges, icon: 'write' },
    !runs && { to: '/training', label: t.training, icon: 'people' },
    !runs &&
      !session.roles.every((r) => r === 'worker' || r === 'reception') && {
        to: '/reports',
        label: t.reports,
        icon: 'ledger',
      },
    !runs && { to: '/notices', label: t.notices, icon: 'info' },
    !runs &&
      (town || session.roles.includes('contractor_manager')) && { to: '/sheets', label: t.sheets, icon: 'write' },
    !runs &&
      (session.roles.includes('contractor_manager') || (town && !session.roles.every((r) => r === 'reception'))) && {
        to: '/audits',
        label: t.audits,
        icon: 'look',
      },
    sitsAtReception(session) && { to: '/reception', label: t.reception, icon: 'people' },
    !runs && { to: '/areas', label: t.areas, icon: 'out' },
    !runs && town && { to: '/assets', label: t.assets, icon: 'file' },
    seesDatasets(session) && { to: '/datasets', label: t.datasets, icon: 'look' },
    runs && { to: '/people', label: t.people, icon: 'firms' },
    runs && { to: '/accounts', label: t.accounts, icon: 'people' },
    { to: '/breaches', label: t.breaches, icon: 'warn' },
    { to: '/clauses', label: t.clauses, icon: 'book' },
    { to: '/ledger', label: t.ledger, icon: 'ledger' },
  ]
  return items.filter((item) => item !== false)
}

function NavItems({ items, onGo }: { items: Item[]; onGo: () => void }) {
  const { pathname } = useLocation()
  // of the items whose address begins this one's, the longest is where we are
  const here = /^\/passages\/[^/]+\/edit$/.test(pathname)
    ? '/passages/new'
    : items
        .filter((i) => pathname === i.to || (i.to !== '/' && pathname.startsWith(`${i.to}/`)))
        .sort((a, b) => b.to.length - a.to.length)[0]?.to
  return (
    <ul className="grid gap-1">
      {items.map((item) => (
        <li key={item.to}>
          <NavLink
            to={item.to}
            onClick={onGo}
            aria-current={item.to === here ? 'page' : undefined}
            className={`flex min-h-12 items-center gap-3 rounded-8 px-3 py-2 ${
              item.to === here
                ? 'bg-key-50 font-bold text-key-1000 shadow-[inset_4px_0_0_var(--color-key-900)]'
                : 'text-solid-gray-800 hover:bg-solid-gray-50 hover:underline'
            }`}
          >
            <Icon name={item.icon} />
            {item.label}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

export function DemoBanner() {
  const { town } = useTown()
  if (!town.demonstration) return null
  return (
    <section
      aria-label={t.demoLabel}
      className="no-print border-b-2 border-yellow-1000 bg-yellow-100 px-4 py-2 text-center font-bold text-solid-gray-900"
    >
      {t.demo}
    </section>
  )
}

export function Brand() {
  const { town } = useTown()
  return (
    <>
      <svg viewBox="0 0 32 32" className="size-9 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="6" fill="#0017c1" />
        <path fill="#fff" d="M3 7h26v3.5H3zM6 13h20v2.6H6zM7 9h3.6v18H7zM21.4 9h3.6v18h-3.6z" />
      </svg>
      <span className="leading-120">
        <span className="block text-sm text-solid-gray-700">{town.name}</span>
        <span className="block text-std-20B-150 leading-120 text-solid-gray-900">{t.product}</span>
      </span>
    </>
  )
}

/** Everything that asks for a session: header, navigation and the page itself. */
export function Layout() {
  const { session, ended, left, signOut } = useTown()
  const [open, setOpen] = useState(false)
  const leave = useAction(signOut)
  const location = useLocation()
  if (!session) {
    const from = location.pathname + location.search + location.hash
    return <Navigate to="/sign-in" replace state={left ? {} : { from: from === '/' ? undefined : from, ended }} />
  }
  const items = itemsFor(session)
  const roles = session.roles.map((r) => roleWords[r]).join('・')

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-8 focus:bg-white focus:px-4 focus:py-3"
      >
        {t.skip}
      </a>
      <DemoBanner />
      <header className="no-print border-b border-solid-gray-420">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2 lg:px-6">
          <Link to="/" className="flex min-h-12 items-center gap-3 rounded-8 pr-2">
            <Brand />
          </Link>
          <div className="flex items-center gap-4 max-lg:hidden">
            <p className="text-right text-sm leading-150">
              <span className="sr-only">{t.who}：</span>
              <span className="block font-bold">{session.name}</span>
              <span className="block text-solid-gray-700">{[session.place, roles].filter(Boolean).join('　')}</span>
            </p>
            <Button look="secondary" busy={leave.busy} onClick={() => void leave.run()}>
              {t.signOut}
            </Button>
          </div>
          <Button
            look="secondary"
            className="lg:hidden"
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'cross' : 'menu'} />
            {open ? t.closeMenu : t.menu}
          </Button>
        </div>
      </header>
      <div className="flex grow">
        <div
          id="menu"
          className={`no-print border-solid-gray-300 p-4 max-lg:absolute max-lg:inset-x-0 max-lg:z-40 max-lg:border-b-2 max-lg:bg-white max-lg:shadow-2 lg:block lg:w-60 lg:shrink-0 lg:border-r ${
            open ? '' : 'max-lg:hidden'
          }`}
        >
          <nav aria-label={t.nav}>
            <NavItems items={items} onGo={() => setOpen(false)} />
            <ul className="mt-4">
              {[
                ['/reminders', t.reminders],
                ['/sessions', t.sessions],
              ].map(([to = '', label]) => (
                <li key={to}>
                  <Link
                    to={to}
                    onClick={() => setOpen(false)}
                    className="inline-flex min-h-11 items-center px-3 text-sm text-key-900 underline underline-offset-4"
                  >
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="mt-4 border-t border-solid-gray-300 pt-4 lg:hidden">
            <p className="mb-3">
              <span className="block font-bold">{session.name}</span>
              <span className="block text-sm text-solid-gray-700">
                {[session.place, roles].filter(Boolean).join('　')}
              </span>
            </p>
            <Button look="secondary" className="w-full" busy={leave.busy} onClick={() => void leave.run()}>
              {t.signOut}
            </Button>
          </div>
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 grow px-4 py-6 lg:px-8">
          <ErrorNotice error={leave.error} className="mb-4" />
          <Outlet />
        </main>
      </div>
    </div>
  )
}
