# An image for each program: SERVICE is auth, movie, order, gateway, tmdb or payment.
#   docker build --build-arg SERVICE=order --tag nontonyuk-order .
# compose.yaml builds and starts all of them.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# The database is a container of its own, so the build needs no MariaDB. The tests run elsewhere.
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --quiet package -DskipTests -Dspotless.check.skip -Dmariadb.none=true
ARG SERVICE
RUN case $SERVICE in tmdb | payment) module=labs jar=labs-$SERVICE ;; *) module=$SERVICE jar=$SERVICE ;; esac \
    && mkdir -p /app/labs "/app/$SERVICE/target" \
    && mv "$module/target/$jar.jar" "/app/$SERVICE/target/$SERVICE.jar" \
    && mv "$module/target/lib" "/app/$SERVICE/target/" \
    && mv labs/java.sh labs/settings.sh labs/ready.sh labs/make-archives.sh /app/labs/

FROM eclipse-temurin:25-jre
ARG SERVICE
COPY --from=build /app /app
WORKDIR /app
# The payment stand-in writes its ledger to /data. The archive fits the JRE of this image.
RUN mkdir /data && chown 10001:10001 /data \
    && case $SERVICE in tmdb | payment) ;; *) labs/make-archives.sh "$SERVICE" ;; esac
USER 10001:10001
ENV SERVICE=$SERVICE HEAP=-XX:MaxRAMPercentage=30 BIND_ADDRESS=0.0.0.0 STANDIN_ADDRESS=0.0.0.0
# `exec` makes Java the first process, so it gets the SIGTERM of `docker stop`.
ENTRYPOINT ["bash", "-c", "exec labs/java.sh $SERVICE/target/$SERVICE.jar"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "-c", "labs/ready.sh $SERVICE"]
