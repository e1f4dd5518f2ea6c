package nontonyuk.labs.course;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import nontonyuk.labs.check.Messages;
import nontonyuk.labs.check.Terminal;

/** The program behind {@code labs/lab}. It ends with 0, or with 64 for a wrong command, or with 3 if it refuses. */
public final class Lab {
    static final int DOES_NOT_COMPILE = 2;
    static final int COULD_NOT = 3;
    static final int USAGE = 64;

    private Lab() {}

    public static void main(String[] args) {
        var root = Path.of("").toAbsolutePath();
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, Terminal.charset());
        System.exit(run(root, new CourseMachine(new Places(root)), System.getenv(), out, args));
    }

    static int run(Path root, Machine machine, Map<String, String> environment, PrintStream out, String... args) {
        var texts = Texts.in(Messages.language(null, environment));
        try {
            var typed = Arguments.of(args);
            texts = Texts.in(Messages.language(typed.options().get("lang"), environment));
            var typedIn = root.resolve(environment.getOrDefault("LAB_FROM", ""));
            return run(new Session(new Places(root), texts, out, typedIn), machine, typed);
        } catch (Arguments.Wrong e) {
            out.println(texts.of("usage"));
            return USAGE;
        } catch (Refusal e) {
            out.println(texts.of("refused." + e.getMessage(), e.values()));
        } catch (CompileFailure e) {
            out.println(texts.of("refused.compile"));
            e.faults().forEach(fault -> out.println("  " + fault));
            return DOES_NOT_COMPILE;
        } catch (OverlayFailure e) {
            out.println(texts.of("refused.starter", "what", e.getMessage()));
        } catch (IllegalStateException e) {
            out.println(texts.of("refused.failed", "what", e.getMessage()));
        } catch (UncheckedIOException e) {
            out.println(texts.of("refused.file", "what", e.getMessage()));
        }
        return COULD_NOT;
    }

    private static int run(Session session, Machine machine, Arguments typed) {
        var reading = new ReadingCommands(session);
        var work = new WorkCommands(session, machine);
        return switch (typed.words().isEmpty() ? "overview" : typed.word(0)) {
            case "help" -> session.say("usage");
            case "overview" -> reading.overview(typed);
            case "me" -> reading.me(typed);
            case "show" -> reading.show(typed);
            case "hint" -> reading.hint(typed);
            case "diff" -> reading.diff(typed);
            case "trace" -> reading.trace(typed);
            case "export" -> reading.export(typed);
            case "grade" -> new GradeCommands(session).grade(typed);
            case "grade-one" -> new GradeCommands(session).gradeOne(typed);
            case "start" -> work.start(typed);
            case "build" -> work.build(typed);
            case "check" -> work.check(typed);
            case "save" -> work.save(typed);
            case "stop" -> work.stop(typed);
            case "reset" -> work.reset(typed);
            case "update" -> work.update(typed);
            case "prove" -> new ProveCommand(session).prove(typed);
            default -> throw new Arguments.Wrong();
        };
    }
}
