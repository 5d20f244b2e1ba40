package org.tongguan.comply.asset;

import java.util.List;

/// What the system says of itself; the report's cover and the applicability of items hang on it.
///
/// @param sLevel level of business information security (S), 1 to 5
/// @param aLevel level of system service security (A), 1 to 5; the system's level is the larger
/// @param highAvailability whether the high-risk cases for high-availability systems apply
/// @param scopes catalogue scopes beside `general` that apply: cloud, mobile, iot, ics
/// @param cloudTenant true when the cloud items are answered as a tenant (云服务客户)
/// @param filingNumber the filing certificate's number (备案编号), empty before filing
public record SystemProfile(
        String name,
        String organisation,
        int sLevel,
        int aLevel,
        boolean highAvailability,
        List<String> scopes,
        boolean cloudTenant,
        String filingNumber,
        String description) {

    public SystemProfile {
        scopes = List.copyOf(scopes);
    }

    /// The protection level (G), the larger of S and A: GB/T 22240-2020.
    public int level() {
        return Math.max(sLevel, aLevel);
    }
}
