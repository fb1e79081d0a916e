// The process that src/sandbox/examiner_test.cpp has its files inspected by.
#include "sandbox/worker.h"

int main() { return sekisho::sandbox::run_worker(); }
