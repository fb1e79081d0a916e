// The marks of the sweep with vectors of 32 bytes. All that is compiled between the two pragmas may use them,
// and is called only where the processor has them.
#include <immintrin.h>

#include <array>

#include "sweep_marks.h"

#pragma clang attribute push(__attribute__((target("avx2,bmi"))), apply_to = function)
#include "sweep_vectors.h"

namespace sekisho::inspect {
namespace {

struct Avx2 {
  using V = __m256i;
  static constexpr unsigned width = 32;
  static constexpr Bits ones = 0xFFFFFFFF;
  static V load(const std::uint8_t* p) { return _mm256_loadu_si256(reinterpret_cast<const V*>(p)); }
  static V all(unsigned byte) { return _mm256_set1_epi8(static_cast<char>(byte)); }
  static V both(V a, V b) { return _mm256_and_si256(a, b); }
  static V either(V a, V b) { return _mm256_or_si256(a, b); }
  static V unlike(V a, V b) { return _mm256_xor_si256(a, b); }
  static V minus(V a, V b) { return _mm256_subs_epu8(a, b); }
  static V is(V a, unsigned byte) { return _mm256_cmpeq_epi8(a, all(byte)); }
  static V above(V a, unsigned byte) { return _mm256_cmpgt_epi8(a, all(byte)); }
  static V same_or_above(V a, V b) { return _mm256_cmpeq_epi8(_mm256_max_epu8(a, b), a); }
  static V between(V a, unsigned least, unsigned most) {
    const V from = _mm256_sub_epi8(a, all(least));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(from, all(most - least)), from);
  }
  static V low_half(V a) { return both(a, all(0x0F)); }
  static V high_half(V a) { return both(_mm256_srli_epi16(a, 4), all(0x0F)); }
  static V look_up(const Table& table, V places) {
    const __m128i half = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data()));
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), places);
  }
  static Bits signs(V a) { return static_cast<unsigned>(_mm256_movemask_epi8(a)); }
};

template MakeMarks marks_of<Avx2>(Encoding);

}  // namespace
}  // namespace sekisho::inspect
#pragma clang attribute pop

namespace sekisho::inspect {

MakeMarks make_marks_avx2(Encoding encoding) {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi")) return nullptr;
  return marks_of<Avx2>(encoding);
}

MakeMarks make_marks(Encoding encoding) {
  if (const MakeMarks fastest = make_marks_avx512(encoding)) return fastest;
  const MakeMarks fast = make_marks_avx2(encoding);
  return fast ? fast : make_marks_sse(encoding);
}

}  // namespace sekisho::inspect
