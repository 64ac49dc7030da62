#!/usr/bin/env node
// The command sandan: hands the shell's arguments to the acts.
console.log("sandan");
