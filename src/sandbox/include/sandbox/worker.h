// The process that an Examiner starts.
#pragma once

namespace sekisho::sandbox {

// For main(), before anything else is done, when it was called with "inspect-worker". Confines the process,
// inspects the one file it is given, and returns the exit code. Called by a person, it says nothing and
// fails.
int run_worker();

}  // namespace sekisho::sandbox
