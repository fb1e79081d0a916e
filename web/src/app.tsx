import { createBrowserRouter, Outlet, RouterProvider } from 'react-router'
import { Layout } from './layout/layout'
import { CustodiesPage } from './pages/custody/custodies'
import { CustodyPage } from './pages/custody/custody'
import { DownloadPage } from './pages/download'
import { CrashPage, NotFoundPage } from './pages/not-found'
import { HomePage } from './pages/home/home'
import { PassagePage } from './pages/passage/passage'
import { PassagesPage } from './pages/passage/passages'
import { SignInPage } from './pages/sign-in/sign-in'
import { SessionProvider } from './session/provider'
import { Loading } from './ui/states'

// What everybody needs is in the first file; the rest is fetched when it is opened.
const router = createBrowserRouter([
  {
    element: (
      <SessionProvider>
        <Outlet />
      </SessionProvider>
    ),
    errorElement: <CrashPage />,
    hydrateFallbackElement: <Loading />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/enrol', lazy: async () => ({ Component: (await import('./pages/sign-in/enrol')).EnrolPage }) },
      {
        element: <Layout />,
        children: [
          { path: '/', element: <HomePage /> },
          { path: '/duties', lazy: async () => ({ Component: (await import('./pages/duties/duties')).DutiesPage }) },
          { path: '/passages', element: <PassagesPage /> },
          { path: '/passages/new', lazy: async () => ({ Component: (await import('./pages/apply/apply')).ApplyPage }) },
          { path: '/passages/:id', element: <PassagePage /> },
          {
            path: '/passages/:id/edit',
            lazy: async () => ({ Component: (await import('./pages/apply/apply')).ApplyPage }),
          },
          { path: '/passages/:id/download', element: <DownloadPage /> },
          {
            path: '/passages/:id/receipt',
            lazy: async () => ({ Component: (await import('./pages/paper')).ReceiptPage }),
          },
          { path: '/custodies', element: <CustodiesPage /> },
          { path: '/custodies/:id', element: <CustodyPage /> },
          {
            path: '/custodies/:id/certificate',
            lazy: async () => ({ Component: (await import('./pages/paper')).CertificatePage }),
          },
          {
            path: '/contracts',
            lazy: async () => ({ Component: (await import('./pages/contracts/contracts')).ContractsPage }),
          },
          {
            path: '/contracts/new',
            lazy: async () => ({ Component: (await import('./pages/contracts/new-engagement')).NewEngagementPage }),
          },
          {
            path: '/contracts/:id',
            lazy: async () => ({ Component: (await import('./pages/contracts/engagement')).EngagementPage }),
          },
          { path: '/sheets', lazy: async () => ({ Component: (await import('./pages/sheets/sheets')).SheetsPage }) },
          {
            path: '/sheets/form',
            lazy: async () => ({ Component: (await import('./pages/sheets/form')).SheetFormPage }),
          },
          { path: '/sheets/:id', lazy: async () => ({ Component: (await import('./pages/sheets/sheet')).SheetPage }) },
          {
            path: '/findings',
            lazy: async () => ({ Component: (await import('./pages/findings/findings')).FindingsPage }),
          },
          {
            path: '/findings/:id',
            lazy: async () => ({ Component: (await import('./pages/findings/finding')).FindingPage }),
          },
          {
            path: '/disposals',
            lazy: async () => ({ Component: (await import('./pages/disposals/disposals')).DisposalsPage }),
          },
          {
            path: '/disposals/:id',
            lazy: async () => ({ Component: (await import('./pages/disposals/disposal')).DisposalPage }),
          },
          {
            path: '/disposals/:id/certificate',
            lazy: async () => ({ Component: (await import('./pages/paper')).DisposalCertificatePage }),
          },
          {
            path: '/audits',
            lazy: async () => ({ Component: (await import('./pages/audits/audits')).AuditsPage }),
          },
          {
            path: '/audits/:id',
            lazy: async () => ({ Component: (await import('./pages/audits/audit')).AuditPage }),
          },
          {
            path: '/datasets',
            lazy: async () => ({ Component: (await import('./pages/datasets/datasets')).DatasetsPage }),
          },
          {
            path: '/datasets/new',
            lazy: async () => ({ Component: (await import('./pages/datasets/extract')).ExtractPage }),
          },
          {
            path: '/datasets/:id',
            lazy: async () => ({ Component: (await import('./pages/datasets/dataset')).DatasetPage }),
          },
          {
            path: '/breaches',
            lazy: async () => ({ Component: (await import('./pages/breaches/breaches')).BreachesPage }),
          },
          {
            path: '/breaches/new',
            lazy: async () => ({ Component: (await import('./pages/breaches/new-breach')).NewBreachPage }),
          },
          {
            path: '/breaches/:id',
            lazy: async () => ({ Component: (await import('./pages/breaches/breach')).BreachPage }),
          },
          {
            path: '/contracts/:id/chain',
            lazy: async () => ({ Component: (await import('./pages/contracts/chain')).ChainPage }),
          },
          {
            path: '/contracts/:id/record',
            lazy: async () => ({ Component: (await import('./pages/contracts/record')).RecordPage }),
          },
          {
            path: '/contracts/:id/record/:part',
            lazy: async () => ({ Component: (await import('./pages/contracts/record-edit')).RecordEditPage }),
          },
          {
            path: '/tiers/:id',
            lazy: async () => ({ Component: (await import('./pages/contracts/tier-page')).TierPage }),
          },
          {
            path: '/training',
            lazy: async () => ({ Component: (await import('./pages/training/training')).TrainingPage }),
          },
          {
            path: '/training/courses/new',
            lazy: async () => ({ Component: (await import('./pages/training/course-form')).NewCoursePage }),
          },
          {
            path: '/training/courses/:id',
            lazy: async () => ({ Component: (await import('./pages/training/course')).CoursePage }),
          },
          {
            path: '/training/courses/:id/edit',
            lazy: async () => ({ Component: (await import('./pages/training/course-form')).EditCoursePage }),
          },
          {
            path: '/training/courses/:id/test',
            lazy: async () => ({ Component: (await import('./pages/training/test')).TestPage }),
          },
          {
            path: '/training/sessions/:id',
            lazy: async () => ({ Component: (await import('./pages/training/session')).SessionPage }),
          },
          {
            path: '/notices',
            lazy: async () => ({ Component: (await import('./pages/notices/notices')).NoticesPage }),
          },
          {
            path: '/notices/new',
            lazy: async () => ({ Component: (await import('./pages/notices/new-notice')).NewNoticePage }),
          },
          {
            path: '/notices/:id',
            lazy: async () => ({ Component: (await import('./pages/notices/notice')).NoticePage }),
          },
          {
            path: '/reports',
            lazy: async () => ({ Component: (await import('./pages/reports/reports')).ReportsPage }),
          },
          {
            path: '/reports/new',
            lazy: async () => ({ Component: (await import('./pages/reports/new-report')).NewReportPage }),
          },
          {
            path: '/reports/periodic/:id',
            lazy: async () => ({ Component: (await import('./pages/reports/periodic')).PeriodicPage }),
          },
          {
            path: '/reports/:id',
            lazy: async () => ({ Component: (await import('./pages/reports/report')).ReportPage }),
          },
          {
            path: '/rosters',
            lazy: async () => ({ Component: (await import('./pages/rosters/rosters')).RostersPage }),
          },
          {
            path: '/rosters/new',
            lazy: async () => ({ Component: (await import('./pages/rosters/submit')).SubmitRosterPage }),
          },
          {
            path: '/rosters/of/:subject',
            lazy: async () => ({ Component: (await import('./pages/rosters/rosters')).RosterOfPage }),
          },
          {
            path: '/rosters/:id',
            lazy: async () => ({ Component: (await import('./pages/rosters/roster')).RosterPage }),
          },
          {
            path: '/pledges',
            lazy: async () => ({ Component: (await import('./pages/pledges/pledges')).PledgesPage }),
          },
          {
            path: '/pledges/wording',
            lazy: async () => ({ Component: (await import('./pages/pledges/wording')).PledgeWordingPage }),
          },
          {
            path: '/imports',
            lazy: async () => ({ Component: (await import('./pages/imports/imports')).ImportsPage }),
          },
          {
            path: '/reception',
            lazy: async () => ({ Component: (await import('./pages/reception/reception')).ReceptionPage }),
          },
          {
            path: '/areas',
            lazy: async () => ({ Component: (await import('./pages/areas/areas')).AreasPage }),
          },
          {
            path: '/areas/entries/new',
            lazy: async () => ({ Component: (await import('./pages/areas/new-entry')).NewEntryPage }),
          },
          {
            path: '/areas/bring-ins/new',
            lazy: async () => ({ Component: (await import('./pages/areas/new-bring-in')).NewBringInPage }),
          },
          {
            path: '/areas/entries/:id',
            lazy: async () => ({ Component: (await import('./pages/areas/entry')).EntryPage }),
          },
          {
            path: '/areas/visits',
            lazy: async () => ({ Component: (await import('./pages/areas/visits')).VisitsPage }),
          },
          {
            path: '/areas/visits/:id',
            lazy: async () => ({ Component: (await import('./pages/areas/visits')).VisitPage }),
          },
          { path: '/clauses', lazy: async () => ({ Component: (await import('./pages/clauses')).ClausesPage }) },
          { path: '/ledger', lazy: async () => ({ Component: (await import('./pages/ledger/ledger')).LedgerPage }) },
          { path: '/ledger/:seq', lazy: async () => ({ Component: (await import('./pages/ledger/entry')).EntryPage }) },
          {
            path: '/accounts',
            lazy: async () => ({ Component: (await import('./pages/accounts/accounts')).AccountsPage }),
          },
          {
            path: '/reminders',
            lazy: async () => ({ Component: (await import('./pages/reminders/reminders')).RemindersPage }),
          },
          { path: '/sessions', lazy: async () => ({ Component: (await import('./pages/sessions')).SessionsPage }) },
          { path: '/people', lazy: async () => ({ Component: (await import('./pages/people/people')).PeoplePage }) },
          { path: '/assets', lazy: async () => ({ Component: (await import('./pages/assets')).AssetsPage }) },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
])

export function App() {
  return <RouterProvider router={router} />
}
