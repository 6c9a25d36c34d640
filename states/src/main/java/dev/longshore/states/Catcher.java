package dev.longshore.states;

/** Where an execution goes on after an error that no retry has mended. */
public record Catcher(ErrorEquals errorEquals, Exit exit) {}
