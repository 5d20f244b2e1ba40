package org.tongguan.comply.gather;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an HTML page shows to the eye of a machine: forms with password fields, scripts of others, personal
/// data. A reading of tags, not a browser: what scripts build later is not seen. All patterns are bounded.
final class PageContent {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]{0,2000})>");
    private static final Pattern PASSWORD_FIELD =
            Pattern.compile("<input\\b[^>]{0,1000}?\\btype\\s{0,5}=\\s{0,5}[\"']?password\\b");
    private static final Pattern SCRIPT = Pattern.compile("<script\\b([^>]{0,2000})>");
    private static final Pattern SOURCE = Pattern.compile(
            "<(?:script|link|img)\\b[^>]{0,1000}?\\b(?:src|href)\\s{0,5}=\\s{0,5}[\"']([^\"']{1,500})[\"']");
    private static final Pattern MIXED = Pattern.compile(
            "<(?:script|iframe|img|link|form)\\b[^>]{0,1000}?\\b(?:src|href|action)\\s{0,5}=\\s{0,5}[\"']http://[^\"']{1,300}");
    private static final Pattern IDENTITY = Pattern.compile(
            "(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])");
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9A-Za-z.])1[3-9][0-9]{9}(?![0-9A-Za-z])");
    private static final Pattern LISTING = Pattern.compile(
            "<title>\\s{0,5}(?:index of /|directory listing (?:for|of|--))|<h1>\\s{0,5}index of /|>parent directory<|\\[to parent directory\\]");
    private static final Pattern PRIVACY =
            Pattern.compile("隐私政策|隐私权政策|隐私协议|隐私声明|隐私保护|个人信息保护|privacy (?:policy|notice)");
    private static final int[] IDENTITY_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int COUNT_MAX = 1000;
    private static final int FORMS_MAX = 50;
    private static final int FORM_CHARACTERS_MAX = 32 << 10;

    private final URI page;
    private final String html;

    PageContent(URI page, String html) {
        this.page = page;
        this.html = html.toLowerCase(Locale.ROOT);
    }

    /// Forms that ask for a password: where they send it, and whether encrypted and in the body.
    List<Object> loginForms() {
        var forms = new ArrayList<Object>();
        Matcher form = FORM.matcher(html);
        for (int seen = 0; seen < FORMS_MAX && form.find(); seen++) {
            String rest = html.substring(form.end(), Math.min(html.length(), form.end() + FORM_CHARACTERS_MAX));
            int end = rest.indexOf("</form");
            String content = end < 0 ? rest : rest.substring(0, end);
            if (PASSWORD_FIELD.matcher(content).find()) {
                var members = new LinkedHashMap<String, Object>();
                String action = attribute(form.group(1), "action").orElse("");
                members.put(
                        "encrypted",
                        action.startsWith("http://")
                                ? false
                                : action.startsWith("https://") || "https".equals(page.getScheme()));
                members.put(
                        "post", attribute(form.group(1), "method").orElse("get").equals("post"));
                forms.add(members);
            }
        }
        if (forms.isEmpty() && PASSWORD_FIELD.matcher(html).find()) {
            // a field without a form is sent by a script: over the page's own scheme as far as one can tell
            forms.add(Map.of("encrypted", "https".equals(page.getScheme()), "post", true));
        }
        return forms;
    }

    /// Hosts whose scripts run here without an integrity value.
    Set<String> unpinnedScriptHosts() {
        var hosts = new LinkedHashSet<String>();
        Matcher script = SCRIPT.matcher(html);
        while (script.find() && hosts.size() < 50) {
            String source = attribute(script.group(1), "src").orElse("");
            var host = host(source);
            if (host.isPresent()
                    && !host.get().equals(page.getHost())
                    && attribute(script.group(1), "integrity").isEmpty()) {
                hosts.add(host.get());
            }
        }
        return hosts;
    }

    /// The folder of the first file of its own the page loads, e.g. `/static/`; never the root.
    Optional<String> folder() {
        Matcher source = SOURCE.matcher(html);
        while (source.find()) {
            String address = source.group(1);
            if (address.startsWith("/")
                    && !address.startsWith("//")
                    && address.matches("/[a-z0-9._~/-]{1,200}(?:\\?[^ ]{0,300})?")) {
                String path = address.split("\\?", 2)[0];
                String folder = path.substring(0, path.lastIndexOf('/') + 1);
                if (folder.length() > 1) {
                    return Optional.of(folder);
                }
            }
        }
        return Optional.empty();
    }

    long mixedContent() {
        return "https".equals(page.getScheme()) ? count(MIXED) : 0;
    }

    boolean listing() {
        return LISTING.matcher(html).find();
    }

    boolean privacyNotice() {
        return PRIVACY.matcher(html).find();
    }

    /// Resident identity numbers with a right check digit (GB 11643).
    long identityNumbers() {
        long count = 0;
        Matcher number = IDENTITY.matcher(html);
        while (number.find() && count < COUNT_MAX) {
            count += rightCheckDigit(number.group()) ? 1 : 0;
        }
        return count;
    }

    long mobileNumbers() {
        return count(MOBILE);
    }

    static boolean rightCheckDigit(String number) {
        int sum = 0;
        for (int i = 0; i < IDENTITY_WEIGHTS.length; i++) {
            sum += IDENTITY_WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return "10X98765432".charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
    }

    private long count(Pattern pattern) {
        long count = 0;
        Matcher matcher = pattern.matcher(html);
        while (count < COUNT_MAX && matcher.find()) {
            count++;
        }
        return count;
    }

    private static Optional<String> host(String source) {
        String address = source.startsWith("//") ? "https:" + source : source;
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(URI.create(address).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.of("unreadable address");
        }
    }

    private static Optional<String> attribute(String attributes, String name) {
        Matcher value = Pattern.compile(
                        "\\b" + name + "\\s{0,5}=\\s{0,5}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})'|([^\\s\"'>]{1,500}))")
                .matcher(attributes);
        if (!value.find()) {
            return Optional.empty();
        }
        for (int i = 1; i <= 3; i++) {
            if (value.group(i) != null) {
                return Optional.of(value.group(i).strip());
            }
        }
        return Optional.empty();
    }
}
