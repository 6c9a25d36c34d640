package dev.longshore.local.docker;

/** What came of starting a container. */
sealed interface Launch permits DockerTask.Launched, Refusal {}
