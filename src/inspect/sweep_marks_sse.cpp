// The marks of the sweep with the vectors that every processor has.
#include <smmintrin.h>

#include "sweep_vectors.h"

namespace sekisho::inspect {
namespace {

struct Sse {
  using V = __m128i;
  static constexpr unsigned width = 16;
  static constexpr Bits ones = 0xFFFF;
  static V load(const std::uint8_t* p) { return _mm_loadu_si128(reinterpret_cast<const V*>(p)); }
  static V all(unsigned byte) { return _mm_set1_epi8(static_cast<char>(byte)); }
  static V both(V a, V b) { return _mm_and_si128(a, b); }
  static V either(V a, V b) { return _mm_or_si128(a, b); }
  static V unlike(V a, V b) { return _mm_xor_si128(a, b); }
  static V minus(V a, V b) { return _mm_subs_epu8(a, b); }  // not below 0
  static V is(V a, unsigned byte) { return _mm_cmpeq_epi8(a, all(byte)); }
  static V above(V a, unsigned byte) { return _mm_cmpgt_epi8(a, all(byte)); }  // signed
  static V same_or_above(V a, V b) { return _mm_cmpeq_epi8(_mm_max_epu8(a, b), a); }
  static V between(V a, unsigned least, unsigned most) {
    const V from = _mm_sub_epi8(a, all(least));
    return _mm_cmpeq_epi8(_mm_min_epu8(from, all(most - least)), from);
  }
  static V low_half(V a) { return both(a, all(0x0F)); }
  static V high_half(V a) { return both(_mm_srli_epi16(a, 4), all(0x0F)); }
  static V look_up(const Table& table, V places) { return _mm_shuffle_epi8(load(table.data()), places); }
  static Bits signs(V a) { return static_cast<unsigned>(_mm_movemask_epi8(a)); }
};

}  // namespace

MakeMarks make_marks_sse(Encoding encoding) { return marks_of<Sse>(encoding); }

}  // namespace sekisho::inspect
