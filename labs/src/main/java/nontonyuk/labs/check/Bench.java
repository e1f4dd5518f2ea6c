package nontonyuk.labs.check;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import nontonyuk.labs.faults.DatabaseTap;
import nontonyuk.labs.faults.FaultProxy;
import nontonyuk.labs.running.Jars;
import nontonyuk.labs.running.RunningJar;
import nontonyuk.labs.running.Services;

/**
 * The running system of one check. Its verbs are those of a customer, and go past the proxies. An unexpected answer is
 * {@link Wrong}.
 */
public final class Bench implements AutoCloseable {
    private final Services services;
    private final Instances instances;
    private final Map<String, FaultProxy> taps;
    private final Map<String, DatabaseTap> databaseTaps;
    private final Runnable end;
    private final Calls calls = new Calls();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private Names names;
    private int check = 1;

    Bench(
            Services services,
            Map<String, FaultProxy> taps,
            Map<String, DatabaseTap> databaseTaps,
            Random random,
            Runnable end) {
        this.services = services;
        this.instances = new Instances(services);
        this.taps = taps;
        this.databaseTaps = databaseTaps;
        this.names = new Names(random);
        this.end = end;
    }

    /** A client of an instance, through its proxy if it has one. */
    public Client client(String instance) {
        var tap = taps.get(instance);
        return tap == null ? direct(instance) : Client.to(URI.create(tap.url()).getPort(), calls);
    }

    /** A client of an instance, past its proxy. */
    public Client direct(String instance) {
        return Client.to(services.port(instance), calls);
    }

    public FaultProxy tap(String instance) {
        return planned(taps.get(instance), instance);
    }

    public DatabaseTap database(String service) {
        return planned(databaseTaps.get(service), "the database of " + service);
    }

    private static <T> T planned(T tap, String what) {
        if (tap == null) throw new IllegalArgumentException("the plan has no proxy before " + what);
        return tap;
    }

    public RunningJar process(String instance) {
        return services.process(instance);
    }

    /** The processes, their settings and their databases. */
    public Services services() {
        return services;
    }

    /** Starts an instance again, and waits until it is ready; one that runs is killed first. */
    public void restart(String instance) {
        instances.restart(instance);
    }

    /** Ends a process at once, as a crash does. */
    public void kill(String instance) {
        instances.kill(instance);
    }

    Instances instances() {
        return instances;
    }

    /** The token of a customer, who has an account after the first call. {@code admin} is the admin. */
    public String token(String name) {
        return tokens.computeIfAbsent(name, this::login);
    }

    private String login(String name) {
        var email = name.equals("admin") ? name : name + "." + check;
        var account = "{\"email\":\"%s@example.com\",\"password\":\"seven brown foxes\"}".formatted(email);
        if (!registered.contains(email))
            direct("auth").post("/register", account).expect(201);
        registered.add(email);
        var answer = direct("auth").post("/login", account).expect(200);
        return answer.data().path("access_token").asText();
    }

    /** Adds a showtime of a new movie in a new studio, two days from now; returns its id. */
    public long showtime(int rows, int perRow) {
        var movie = direct("movie").as(token("admin"));
        var studio = movie.post(
                        "/studios",
                        "{\"name\":\"%s\",\"seat_rows\":%d,\"seats_per_row\":%d}".formatted(names.word(), rows, perRow))
                .expect(201);
        var added = movie.post("/movies", """
                        {"title":"%s","genre":"Drama","duration":90,
                         "schedule":[{"studio_id":%s,"starts_at":"%s","price":40000}]}""".formatted(
                        names.title(), studio.data().path("id"), Instant.now().plus(Duration.ofDays(2))))
                .expect(201);
        return added.data().at("/schedule/0/id").asLong();
    }

    /** Waits for a condition; false if it was not true in that time. */
    public boolean within(Duration time, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** The request that waits longest for its answer. */
    Optional<Calls.Call> longest() {
        return calls.longest();
    }

    /** Ends all faults and all calls, and starts what does not run: the next property begins in a healthy system. */
    void calm() {
        calls.cutAll();
        taps.values().forEach(FaultProxy::clear);
        databaseTaps.values().forEach(DatabaseTap::clear);
        instances.repair();
    }

    /** Starts some services anew from these jars, for one more check. Its customers and names are new ones. */
    void use(Jars jars, List<String> restarted, Random random) {
        services.use(jars::of);
        instances.restartAll(restarted);
        tokens.clear();
        names = new Names(random);
        check++;
    }

    @Override
    public void close() {
        calls.cutAll();
        services.close();
        taps.values().forEach(FaultProxy::close);
        databaseTaps.values().forEach(DatabaseTap::close);
        end.run();
    }
}
