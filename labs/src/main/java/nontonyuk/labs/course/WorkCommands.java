package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.util.Optional;

/** The commands that change or check the course files: start, build, check, save, stop, reset and update. */
record WorkCommands(Session session, Machine machine) {
    int start(Arguments typed) {
        typed.allow(2, "lang");
        if (typed.words().size() < 2) throw new Arguments.Wrong();
        return session.alone(() -> {
            var lab = session.find(typed.word(1));
            var work = session.places().work(lab.number());
            var how = workspace().open().equals(Optional.of(lab.number())) ? "open" : work.isEmpty() ? "new" : "again";
            workspace()
                    .open()
                    .filter(open -> !open.equals(lab.number()))
                    .ifPresent(open -> session.say("saved", "lab", open));
            var outdated = workspace().start(lab, session.student());
            writeQuestions(lab, work);
            session.print(session.text(lab, "README"));
            if (!outdated.isEmpty())
                session.say("start.outdated", "lab", lab.number(), "files", String.join("\n  ", outdated));
            sayThatTablesStay("start.data");
            return session.say("start." + how, "lab", lab.number());
        });
    }

    /** A table that exists keeps its keys, whatever the SQL files say. */
    private void sayThatTablesStay(String key) {
        boolean hasData = Files.isDirectory(session.places().root().resolve("data"));
        if (hasData && workspace().differences().stream().anyMatch(path -> path.startsWith("sql/"))) session.say(key);
    }

    /** The last section of the hand-out is a file of the student's, who answers there. */
    private void writeQuestions(Exercise lab, Work work) {
        var file = work.folder().resolve("answers.md");
        var handOut = session.text(lab, "README");
        int questions = handOut.lastIndexOf("\n## ");
        if (questions > 0 && !Files.exists(file))
            AtomicFile.write(file, handOut.substring(questions + 1).getBytes(UTF_8));
    }

    int build(Arguments typed) {
        typed.allow(1, "lang");
        return session.alone(() -> {
            if (workspace().open().isPresent()) workspace().save();
            machine.build(session.places().tree());
            return session.say("built");
        });
    }

    /** Checks the tree. Work on the open lab is saved first, and the try is counted. */
    int check(Arguments typed) {
        typed.allow(2, "only", "seed", "all", "json", "rounds", "lang");
        return session.alone(() -> {
            var lab = session.chosen(typed);
            boolean isOpen = workspace().open().isPresent();
            if (isOpen && !session.openLab().equals(lab.number()))
                throw new Refusal("lab-open", "lab", session.openLab());
            if (isOpen) workspace().save();
            var verdict = machine.check(lab, session.places().tree(), session.student(), typed, session);
            if (isOpen && verdict.isOfAll()) {
                var work = session.places().work(lab.number());
                work.write(work.facts().withTry(verdict.score(), verdict.failed()));
            }
            return verdict.code();
        });
    }

    int save(Arguments typed) {
        typed.allow(2, "lang");
        if (typed.words().size() == 2 && !typed.word(1).equals("loose")) throw new Arguments.Wrong();
        return session.alone(() -> {
            if (typed.words().size() == 2) {
                var folder = workspace().saveLoose();
                return folder.isEmpty()
                        ? session.say("saved.nothing")
                        : session.say("saved.loose", "folder", session.places().shown(folder.get()));
            }
            workspace().save();
            return session.say("saved", "lab", session.openLab());
        });
    }

    int stop(Arguments typed) {
        typed.allow(1, "lang");
        return session.alone(() -> {
            var lab = session.openLab();
            sayThatTablesStay("stopped.data");
            workspace().stop();
            return session.say("stopped", "lab", lab);
        });
    }

    int reset(Arguments typed) {
        typed.allow(1, "lang");
        return session.alone(() -> {
            var lab = session.find(session.openLab());
            var kept = workspace().reset(lab, session.student());
            return session.say(
                    "reset", "lab", lab.number(), "folder", session.places().shown(kept));
        });
    }

    int update(Arguments typed) {
        typed.allow(1, "lang");
        return session.alone(() -> {
            workspace().update();
            return session.say("updated");
        });
    }

    private Workspace workspace() {
        return session.workspace();
    }
}
