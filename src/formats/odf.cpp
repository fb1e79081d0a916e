#include "office.h"
namespace sekisho::formats {
void read_open_document(Package&) {}
}
