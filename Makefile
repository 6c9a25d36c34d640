# What `sam build` calls for each function: all five have one package, the functions' classes, the jars that they
# need and the catalog of the jobs (rendered/catalog.json, which `longshore render` writes).

FUNCTIONS := OpenScheduledRunFunction OpenQueuedRunsFunction LaunchAttemptFunction ObserveTaskFunction SweepLedgerFunction
MAVEN := mvn -B -q -pl functions -am package -Dmaven.test.skip -Dmdep.analyze.skip

.PHONY: $(addprefix build-,$(FUNCTIONS)) package

$(addprefix build-,$(FUNCTIONS)): package
	mkdir -p "$(ARTIFACTS_DIR)"
	cp -R functions/target/classes/. "$(ARTIFACTS_DIR)/"
	cp -R functions/target/lib "$(ARTIFACTS_DIR)/"
	cp rendered/catalog.json "$(ARTIFACTS_DIR)/"

package: functions/target/longshore-functions.built

# Built once, where the functions are built in place (samconfig.toml).
functions/target/longshore-functions.built: pom.xml functions/pom.xml shared/pom.xml $(shell find functions/src/main shared/src/main schema -type f)
	$(MAVEN)
	touch $@
