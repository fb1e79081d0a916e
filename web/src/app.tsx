import { lazy, Suspense } from 'react'
import { createBrowserRouter, Outlet, RouterProvider } from 'react-router'
import { Layout } from './layout/layout'
import { AccountsPage } from './pages/accounts/accounts'
import { ApplyPage } from './pages/apply/apply'
import { ClausesPage } from './pages/clauses'
import { ContractsPage } from './pages/contracts/contracts'
import { EngagementPage } from './pages/contracts/engagement'
import { CustodiesPage } from './pages/custody/custodies'
import { CustodyPage } from './pages/custody/custody'
import { CertificatePage, ReceiptPage } from './pages/paper'
import { DownloadPage } from './pages/download'
import { CrashPage, NotFoundPage } from './pages/not-found'
import { HomePage } from './pages/home/home'
import { EntryPage } from './pages/ledger/entry'
import { LedgerPage } from './pages/ledger/ledger'
import { PassagePage } from './pages/passage/passage'
import { PassagesPage } from './pages/passage/passages'
import { SessionsPage } from './pages/sessions'
import { SignInPage } from './pages/sign-in/sign-in'
import { SessionProvider } from './session/provider'
import { Loading } from './ui/states'

const EnrolPage = lazy(() => import('./pages/sign-in/enrol').then((m) => ({ default: m.EnrolPage })))

const router = createBrowserRouter([
  {
    element: (
      <SessionProvider>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </SessionProvider>
    ),
    errorElement: <CrashPage />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/enrol', element: <EnrolPage /> },
      {
        element: <Layout />,
        children: [
          { path: '/', element: <HomePage /> },
          { path: '/passages', element: <PassagesPage /> },
          { path: '/passages/new', element: <ApplyPage /> },
          { path: '/passages/:id', element: <PassagePage /> },
          { path: '/passages/:id/edit', element: <ApplyPage /> },
          { path: '/passages/:id/download', element: <DownloadPage /> },
          { path: '/passages/:id/receipt', element: <ReceiptPage /> },
          { path: '/custodies', element: <CustodiesPage /> },
          { path: '/custodies/:id', element: <CustodyPage /> },
          { path: '/custodies/:id/certificate', element: <CertificatePage /> },
          { path: '/contracts', element: <ContractsPage /> },
          { path: '/contracts/:id', element: <EngagementPage /> },
          { path: '/clauses', element: <ClausesPage /> },
          { path: '/ledger', element: <LedgerPage /> },
          { path: '/ledger/:seq', element: <EntryPage /> },
          { path: '/accounts', element: <AccountsPage /> },
          { path: '/sessions', element: <SessionsPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
])

export function App() {
  return <RouterProvider router={router} />
}
