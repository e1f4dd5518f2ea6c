// A whole system on free ports: database, stand-ins and services. Its data and logs are in target/page.

import {spawn} from "node:child_process";
import {randomBytes} from "node:crypto";
import {once} from "node:events";
import {appendFileSync, mkdirSync, rmSync} from "node:fs";
import {createServer} from "node:net";
import {setTimeout as sleep} from "node:timers/promises";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const folder = root + "/target/page";
const java = process.env.JAVA_HOME ? process.env.JAVA_HOME + "/bin/java" : "java";
const PATIENCE_MS = 180_000;
const STOP_PATIENCE_MS = 15_000;

export const ADMIN = {email: "admin@example.com", password: "seven brown foxes"};

const JARS = {
  db: "sql/target/db.jar", tmdb: "labs/target/labs-tmdb.jar", payment: "labs/target/labs-payment.jar",
  auth: "auth/target/auth.jar", movie: "movie/target/movie.jar", order: "order/target/order.jar",
  gateway: "gateway/target/gateway.jar", faults: "labs/target/labs-tmdb.jar",
};

const FAULT_PROXY = "nontonyuk.labs.faults.FaultProxy";

/**
 * Starts everything. A second order and a second gateway share the database with the first ones, and hold seats for a
 * few seconds only: a test of an expired hold uses them, and all others have time. They have no X-ray. A third gateway
 * has a fault proxy in front of movie.
 */
export function startSystem() {
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const programs = [];
  let stopping;

  async function ready() {
    const [db, tmdb, payment, auth, movie, order, gateway, briefOrder, briefGateway, faults, faultyGateway] =
      await freePorts(11);
    const ports = {DB_PORT: db, TMDB_PORT: tmdb, PAYMENT_PORT: payment, AUTH_PORT: auth, MOVIE_PORT: movie};
    const settings = {...commonSettings(), ...addresses(ports), ORDER_PORT: order, GATEWAY_PORT: gateway,
      ORDER_URL: at(order)};
    const brief = {ORDER_PORT: briefOrder, GATEWAY_PORT: briefGateway, ORDER_URL: at(briefOrder), HOLD_SECONDS: 4,
      TMDB_SYNC_MINUTES: 0, XRAY: 0};
    const faulty = {GATEWAY_PORT: faultyGateway, MOVIE_URL: at(faults), TMDB_SYNC_MINUTES: 0};
    const start = (name, own = {}, label = name) => {
      if (stopping) throw new Error("the start was interrupted");
      const program = startProgram(name, {...settings, ...own}, label);
      programs.push(program);
      return program;
    };
    await start("db").ready;
    const names = ["tmdb", "payment", "auth", "movie", "order", "gateway"];
    await Promise.all([
      ...names.map(name => start(name)), start("order", brief, "order-brief"), start("gateway", brief, "gateway-brief"),
      start("faults", {FROM: faults, TO: at(movie)}), start("gateway", faulty, "gateway-faults"),
    ].map(program => program.ready));
    await importedMovies(at(gateway));
    const pids = Object.fromEntries(programs.map(program => [program.label, program.process.pid]));
    return {
      PAGE_URL: at(gateway), PAGE_BRIEF_URL: at(briefGateway), PAGE_FAULTS_URL: at(faultyGateway), PAGE_PIDS: JSON.stringify(pids),
      PAYMENT_URL: at(payment), PAYMENT_KEY: settings.PAYMENT_KEY,
    };
  }

  async function stop() {
    stopping ??= (async () => {
      const [database, ...others] = programs;
      await Promise.all(others.map(program => end(program.process)));
      if (database) await end(database.process);
    })();
    return stopping;
  }

  return {ready, stop};
}

const at = port => "http://127.0.0.1:" + port;

/** Registers the admin, and waits for the first import of movies, since a test may start one of its own. */
async function importedMovies(gateway) {
  await post(gateway + "/api/register");
  const {data} = await post(gateway + "/api/login");
  const headers = {Authorization: "Bearer " + data.access_token};
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
    const answer = await (await fetch(gateway + "/api/movies?q=Inception", {headers})).json();
    if (answer.meta?.total > 0) return;
  }
  throw new Error("no movies came from the stand-in of TheMovieDB");
}

async function post(url) {
  const headers = {"Content-Type": "application/json"};
  const answer = await fetch(url, {method: "POST", headers, body: JSON.stringify(ADMIN)});
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

function addresses(ports) {
  const database = name => `jdbc:mysql://127.0.0.1:${ports.DB_PORT}/nontonyuk_${name}`;
  return {
    ...ports, AUTH_URL: at(ports.AUTH_PORT), MOVIE_URL: at(ports.MOVIE_PORT), TMDB_URL: at(ports.TMDB_PORT),
    PAYMENT_URL: at(ports.PAYMENT_PORT), AUTH_DB_URL: database("auth"), MOVIE_DB_URL: database("movie"),
    ORDER_DB_URL: database("order"),
  };
}

function commonSettings() {
  const secrets = ["AUTH_DB_PASSWORD", "MOVIE_DB_PASSWORD", "ORDER_DB_PASSWORD", "GATEWAY_CLIENT_SECRET",
    "ORDER_CLIENT_SECRET", "TICKET_SECRET", "PAYMENT_KEY", "PAYMENT_CALLBACK_SECRET"];
  const random = Object.fromEntries(secrets.map(name => [name, randomBytes(24).toString("hex")]));
  return {
    ...random, XRAY: 1, ADMIN_EMAIL: ADMIN.email, HOLD_SECONDS: 600, BCRYPT_COST: 4, LOGINS_PER_MINUTE: 0,
    REGISTRATIONS_PER_MINUTE: 0, ORDERS_PER_MINUTE: 0, ORDERS_PER_MINUTE_AND_ACCOUNT: 0,
  };
}

/** The working directory has no .env, so a program has these settings only. */
function startProgram(name, settings, label) {
  const {PATH, HOME, LANG, JAVA_HOME} = process.env;
  const env = {PATH, HOME, ...LANG && {LANG}, ...JAVA_HOME && {JAVA_HOME}, ...settings};
  const flags = ["-XX:+UseSerialGC", "-Xmx64m", "-Xss512k", "-Dnontonyuk.root=" + root];
  const jar = `${root}/${JARS[name]}`;
  const program = name === "faults" ? ["-cp", jar, FAULT_PROXY, settings.FROM, settings.TO] : ["-jar", jar];
  const process_ = spawn(java, [...flags, ...program], {cwd: folder, env});
  let text = "";
  const ready = new Promise((resolve, reject) => {
    const fail = why => reject(new Error(`${label} ${why}; target/page/${label}.log says more:\n${text.slice(-600)}`));
    const timer = setTimeout(() => fail("is not ready after three minutes"), PATIENCE_MS);
    const read = data => {
      appendFileSync(`${folder}/${label}.log`, data);
      text = (text + data).slice(-4000);
      if (/ ready[, ]| forwards to /.test(text)) done(resolve);
    };
    const done = then => {
      clearTimeout(timer);
      then();
    };
    process_.stdout.on("data", read);
    process_.stderr.on("data", read);
    process_.on("error", failure => done(() => fail("cannot be started: " + failure.message)));
    process_.on("exit", code => done(() => fail("has ended with code " + code)));
  });
  ready.catch(() => {}); // the first failure is told, and the others follow from it
  return {label, process: process_, ready};
}

async function end(program) {
  if (program.exitCode != null || program.signalCode != null || program.pid === undefined) return;
  const exit = once(program, "exit");
  const timer = setTimeout(() => program.kill("SIGKILL"), STOP_PATIENCE_MS);
  program.kill("SIGTERM");
  await exit;
  clearTimeout(timer);
}

/** Ports that no program uses now. Systems take the ports of outgoing connections from 32768 on. */
async function freePorts(count) {
  const ports = new Set();
  while (ports.size < count) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer().on("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
