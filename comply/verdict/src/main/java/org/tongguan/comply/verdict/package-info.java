/// Item × object → item → conclusion (GB/T 28448-2019; the 2025 report template and, for old reports, the 2021
/// score). Read in this order: [Verdict], [ObjectVerdict], [RequirementVerdict], [Finding], [MajorRisk],
/// [Assessment], [Assessor].
@NullMarked
package org.tongguan.comply.verdict;

import org.jspecify.annotations.NullMarked;
