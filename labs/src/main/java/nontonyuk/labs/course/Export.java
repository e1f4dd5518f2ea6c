package nontonyuk.labs.course;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the student's work into the zip file that a teacher gets. */
record Export(Places places) {
    /** Writes the zip of these labs into the root of the clone. */
    Path write(Student student, List<String> labs) {
        var file = places.root().resolve("nonton-yuk-%s-%s.zip".formatted(student.course(), student.id()));
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var zip = new ZipOutputStream(Files.newOutputStream(part))) {
                add(zip, places.mine().resolve("me.json"));
                for (var lab : labs) addFolder(zip, places.mine().resolve(lab));
            }
            return Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addFolder(ZipOutputStream zip, Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Export::isWork).sorted().toList()) add(zip, file);
        }
    }

    /** A temporary file of a broken-off command begins with a dot. */
    private static boolean isWork(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
    }

    private void add(ZipOutputStream zip, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(places.shown(file)));
        Files.copy(file, zip);
        zip.closeEntry();
    }
}
