// The marks of the sweep with vectors of 64 bytes, whose comparisons give bits at once. All that is compiled
// between the two pragmas may use them, and is called only where the processor has them.
#include <immintrin.h>

#include <array>

#include "sweep_marks.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,bmi"))), apply_to = function)
#include "sweep_vectors.h"

namespace sekisho::inspect {
namespace {

struct Avx512 {
  using V = __m512i;
  static constexpr unsigned width = 64;
  static constexpr Bits ones = ~Bits{0};
  static V load(const std::uint8_t* p) { return _mm512_loadu_si512(p); }
  static V all(unsigned byte) { return _mm512_set1_epi8(static_cast<char>(byte)); }
  static V both(V a, V b) { return _mm512_and_si512(a, b); }
  static V either(V a, V b) { return _mm512_or_si512(a, b); }
  static V unlike(V a, V b) { return _mm512_xor_si512(a, b); }
  static V minus(V a, V b) { return _mm512_subs_epu8(a, b); }
  static Bits both(Bits a, Bits b) { return a & b; }
  static Bits either(Bits a, Bits b) { return a | b; }
  static Bits is(V a, unsigned byte) { return _mm512_cmpeq_epi8_mask(a, all(byte)); }
  static Bits above(V a, unsigned byte) { return _mm512_cmpgt_epi8_mask(a, all(byte)); }
  static Bits same_or_above(V a, V b) { return _mm512_cmpge_epu8_mask(a, b); }
  static Bits between(V a, unsigned least, unsigned most) {
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(a, all(least)), all(most - least));
  }
  static V low_half(V a) { return both(a, all(0x0F)); }
  static V high_half(V a) { return both(_mm512_srli_epi16(a, 4), all(0x0F)); }
  static V look_up(const Table& table, V places) {
    const __m128i quarter = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data()));
    return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(quarter), places);
  }
  static Bits signs(V a) { return _mm512_movepi8_mask(a); }
  static Bits signs(Bits a) { return a; }
};

template MakeMarks marks_of<Avx512>(Encoding);

}  // namespace
}  // namespace sekisho::inspect
#pragma clang attribute pop

namespace sekisho::inspect {

MakeMarks make_marks_avx512(Encoding encoding) {
  if (!__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("bmi")) return nullptr;
  return marks_of<Avx512>(encoding);
}

}  // namespace sekisho::inspect
