package nontonyuk.gateway.docs;

import java.util.List;
import java.util.stream.Collectors;

/** The problems as small HTML pages, which need nothing but themselves. */
final class ProblemPage {
    /** Nothing may be loaded, run or framed; only the style that stands in the page itself holds. */
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s · Nonton Yuk</title>
            <style>
            :root { color-scheme: light dark; --text: #1c1b1f; --soft: #5c5963; --line: #dedbe4;
                    --ground: #fdfcff; --link: #7a2ea0; }
            @media (prefers-color-scheme: dark) {
                :root { --text: #ece9f1; --soft: #aaa5b4; --line: #3b3843;
                        --ground: #17161b; --link: #d7a8f0; }
            }
            body { margin: 0 auto; padding: 1.5rem 1.25rem; max-width: 38rem; color: var(--text);
                   background: var(--ground); font: 1.0625rem/1.6 system-ui, sans-serif;
                   overflow-wrap: break-word; }
            h1 { margin: 1.5rem 0 0; font-size: 1.75rem; line-height: 1.25; }
            h2 { margin: 1.75rem 0 0; font-size: 1.0625rem; }
            p, dd { margin: .25rem 0 0; }
            dl { margin: 0; }
            dt { margin-top: 1rem; }
            dd, footer, .code { color: var(--soft); }
            a { color: var(--link); }
            code { font: .9375em ui-monospace, monospace; }
            footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line);
                     font-size: .875rem; }
            </style>
            </head>
            <body>
            <nav>Nonton Yuk · <a href="/problems">All problems</a></nav>
            <main>
            %s</main>
            <footer>This product uses the TMDB API but is not endorsed or certified by TMDB.</footer>
            </body>
            </html>
            """;

    private ProblemPage() {}

    /** The page of one problem. */
    static String of(ProblemType type) {
        var main = """
                <h1>%s</h1>
                <p class="code"><code>%s</code> · status %d</p>
                <h2>What happened</h2>
                <p>%s</p>
                <h2>Why</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                """.formatted(
                        escaped(type.title()),
                        escaped(type.code()),
                        type.status(),
                        escaped(type.what()),
                        escaped(type.why()),
                        escaped(type.whatToDo()));
        return page(type.title(), main + faults(type.faults()));
    }

    private static String faults(List<ProblemType.Fault> faults) {
        if (faults.isEmpty()) return "";
        return faults.stream()
                .map(fault -> "<dt id=\"%1$s\"><code>%1$s</code></dt>\n<dd>%2$s %3$s</dd>\n"
                        .formatted(escaped(fault.code()), escaped(fault.what()), escaped(fault.whatToDo())))
                .collect(Collectors.joining("", "<h2>The faults of fields</h2>\n<dl>\n", "</dl>\n"));
    }

    /** The page that lists them, in the order given: those of a status below each other. */
    static String of(List<ProblemType> types) {
        var main = new StringBuilder("<h1>Problems</h1>\n");
        main.append("<p>What each error of this system means, and what to do about it.</p>\n");
        long status = 0;
        for (var type : types) {
            if (type.status() != status) {
                if (status > 0) main.append("</dl>\n");
                status = type.status();
                main.append("<h2>Status %d</h2>\n<dl>\n".formatted(status));
            }
            main.append("<dt><a href=\"/problems/%1$s\"><code>%1$s</code></a></dt>\n<dd>%2$s</dd>\n"
                    .formatted(escaped(type.code()), escaped(type.what())));
        }
        return page("Problems", main.append("</dl>\n").toString());
    }

    private static String page(String title, String main) {
        return HTML.formatted(escaped(title), main);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
