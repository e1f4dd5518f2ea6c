@echo off
rem The course labs without bash: labs\lab lists them, and labs\lab help lists the commands.
setlocal
set "LAB_FROM=%CD%"
cd /d "%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "tool=.labs\tool"
if /i "%~1"=="update" if not exist .labs\now.json if exist labs\target\labs-lab.jar rmdir /s /q "%tool%" 2>nul
if exist "%tool%\lab.jar" goto run
if not exist labs\target\labs-lab.jar (
    echo The labs are not built yet: type mvnw.cmd package -DskipTests first.
    exit /b 3
)
mkdir "%tool%\lib" "%tool%\libraries" 2>nul
copy /y labs\target\lib\*.jar "%tool%\lib" >nul
for %%s in (auth movie order gateway) do copy /y %%s\target\lib\*.jar "%tool%\libraries" >nul
del "%tool%\libraries\lib-common-*.jar"
copy /y labs\target\labs-tmdb.jar "%tool%" >nul
copy /y labs\target\labs-payment.jar "%tool%" >nul
copy /y labs\target\labs-lab.jar "%tool%\lab.jar" >nul
:run
"%java%" -XX:+UseSerialGC -jar "%tool%\lab.jar" %*
exit /b %errorlevel%
