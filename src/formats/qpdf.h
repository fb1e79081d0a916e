// qpdf's headers, as C++23 takes them. Its JSON.hh needs an incomplete type as a vector's element, which the
// constexpr vector of C++20 refuses; nothing of it is used here, so its name alone is declared.
#pragma once

#define POINTERHOLDER_TRANSITION 4
#define JSON_HH
class JSON;

#include <qpdf/Constants.h>
#include <qpdf/InputSource.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
