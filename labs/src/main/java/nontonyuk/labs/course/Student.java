package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import nontonyuk.common.Hmac;
import nontonyuk.common.problem.Json;

/** The student's id and course. Both together draw the numbers and words of the student's own rules. */
public record Student(String id, String course) {
    static final String DEFAULT_COURSE = "nonton-yuk";

    public Student {
        for (var name : new String[] {id, course})
            if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}"))
                throw new Refusal("bad-name", "name", name);
    }

    /** The student of this clone. The first call draws an id, which stays. */
    static Student of(Path mine) {
        var known = read(mine);
        if (known != null) return known;
        if (Files.exists(mine.resolve("me.json"))) throw new Refusal("unreadable", "file", "labs/mine/me.json");
        var id = new byte[4];
        new SecureRandom().nextBytes(id);
        var student = new Student("s" + HexFormat.of().formatHex(id), DEFAULT_COURSE);
        student.write(mine);
        return student;
    }

    /** The student whose work a folder has, or null. */
    static Student read(Path mine) {
        try {
            var file = mine.resolve("me.json");
            return Files.exists(file) ? Json.readLenient(Files.readAllBytes(file), Student.class) : null;
        } catch (IOException e) {
            return null;
        }
    }

    void write(Path mine) {
        AtomicFile.writeJson(mine.resolve("me.json"), this);
    }

    /** The student's value of each parameter of a lab: HMAC-SHA256(course, "student:lab"), four bytes a parameter. */
    public Map<String, String> draw(Exercise lab) {
        var drawn = new LinkedHashMap<String, String>();
        var bytes = ByteBuffer.wrap(new Hmac(course).sign((id + ":" + lab.number()).getBytes(UTF_8)));
        lab.facts().parameters().forEach((name, parameter) -> {
            int index = Integer.remainderUnsigned(bytes.getInt(), parameter.size());
            drawn.put(name, parameter.value(index));
        });
        return drawn;
    }
}
