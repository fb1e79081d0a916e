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
            path: '/imports',
            lazy: async () => ({ Component: (await import('./pages/imports/imports')).ImportsPage }),
          },
          { path: '/clauses', lazy: async () => ({ Component: (await import('./pages/clauses')).ClausesPage }) },
          { path: '/ledger', lazy: async () => ({ Component: (await import('./pages/ledger/ledger')).LedgerPage }) },
          { path: '/ledger/:seq', lazy: async () => ({ Component: (await import('./pages/ledger/entry')).EntryPage }) },
          {
            path: '/accounts',
            lazy: async () => ({ Component: (await import('./pages/accounts/accounts')).AccountsPage }),
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
