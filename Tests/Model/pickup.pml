/* Files at a source, as Sources/Engine/Pickup, StageStep and ReleaseStep take them: looked at, fetched, looked at again,
 * taken, loaded, let go of. A writer brings one version after the other under the same name, slowly, and calls each
 * finished by its done-file. How a load reaches its receiver once is delivery.pml's affair: here it is one step.
 *
 *   RIVALS  the two processes have a ledger each (another program empties the same folder), and claim by renaming
 *
 * The third assumption of the docs stands here: between the look and the removal, one step below, nobody replaces the file.
 * M_… are mutants, as in delivery.pml.
 */
#define VERSIONS 2
#define HALF(v) (2 * v - 1)
#define WHOLE(v) (2 * v)
#define CONTENTS 5
#ifndef KILLS
#define KILLS 2
#endif

#ifdef RIVALS
#define LEDGER me
#define LEDGERS 2
#else
#define LEDGER 0
#define LEDGERS 1
#endif

mtype = { UNKNOWN, TAKEN, LOADED, RELEASED };
typedef Arrivals { mtype is[CONTENTS] = UNKNOWN }

Arrivals ledger[LEDGERS];
byte name;                 /* what stands under the name: 0 nothing */
byte claimed[2];           /* what each rival renamed for itself */
bool finished;                 /* the done-file */
byte loads[CONTENTS];
byte kills = KILLS;

#ifdef M_NO_DONE_FILE
#define FINISHED true
#else
#define FINISHED finished
#endif
#define KILL if :: atomic { kills > 0 -> kills--; goto again } :: skip fi
#define HERE (LEDGER == 1 -> claimed[1] : claimed[0])

proctype Process(byte me) {
  byte c; byte got; byte turns;
again:
  c = 0; got = 0;
  if
  :: turns < 3 -> turns++
  :: else -> goto over
  fi;

  /* a run that somebody left is finished first: taken over, whoever began it */
  if
  :: ledger[LEDGER].is[WHOLE(1)] == TAKEN -> c = WHOLE(1); goto load
  :: ledger[LEDGER].is[WHOLE(2)] == TAKEN -> c = WHOLE(2); goto load
  :: ledger[LEDGER].is[WHOLE(1)] == LOADED -> c = WHOLE(1); goto release
  :: ledger[LEDGER].is[WHOLE(2)] == LOADED -> c = WHOLE(2); goto release
  :: else
  fi;

#if defined(RIVALS) && !defined(M_NO_CLAIM)
  /* the rename gives it to one of them */
  if
  :: claimed[me] == 0 ->
       if
       :: atomic { finished && name != 0 -> claimed[me] = name; name = 0; finished = false }
       :: else -> goto again
       fi
  :: else
  fi;
  KILL;
  c = claimed[me]; got = claimed[me];
#else
  /* the survey: finished, and not known */
  atomic { if :: FINISHED && name != 0 -> c = name :: else -> goto again fi };
  KILL;
  got = name;              /* fetched; the writer may have come in between */
  KILL;
#ifndef M_NO_SECOND_LOOK
  if :: got != c || name != c -> goto again :: else fi;
#endif
#endif
  atomic {
    if
    :: ledger[LEDGER].is[c] == UNKNOWN -> ledger[LEDGER].is[c] = TAKEN
    :: else -> goto again
    fi };
  assert(got == c);        /* what is booked is what was fetched */
  KILL;

load:
  KILL;
#ifdef M_RELEASE_EARLY
  if :: name == c -> name = 0; finished = false :: else fi;
  if :: atomic { kills > 0 -> kills--; ledger[LEDGER].is[c] = RELEASED; goto again } :: skip fi;
#endif
  atomic {
    if
    :: ledger[LEDGER].is[c] == TAKEN ->
         loads[c]++;
         assert(loads[c] <= 1);                    /* each file once */
         assert(c == WHOLE(1) || c == WHOLE(2));   /* none by half */
         ledger[LEDGER].is[c] = LOADED
    :: else -> goto again
    fi };
#ifdef M_FORGET
  if :: atomic { kills > 0 -> kills--; ledger[LEDGER].is[c] = UNKNOWN; goto again } :: skip fi;
#endif

release:
  KILL;
#if defined(RIVALS) && !defined(M_NO_CLAIM)
  if :: claimed[me] == c -> claimed[me] = 0 :: else fi;
#else
  atomic {
#ifdef M_RELEASE_BLIND
    assert(name == 0 || loads[name] == 1);         /* nothing unread is removed */
    name = 0; finished = false;
#else
    if :: name == c -> assert(loads[name] == 1); name = 0; finished = false :: else fi;
#endif
  };
#endif
  KILL;
  atomic { if :: ledger[LEDGER].is[c] == LOADED -> ledger[LEDGER].is[c] = RELEASED :: else fi };
  goto again;
over:
  skip
}

active proctype Writer() {
  byte v = 1;
  do
  :: v <= VERSIONS ->
#ifdef RIVALS
end:   name == 0;           /* between programs that share a folder, a name is free before it is used again */
#endif
       atomic { finished = false; name = HALF(v) };
       name = WHOLE(v);
       finished = true;
       v++
  :: else -> break
  od
}

init {
  byte k;
  atomic {
    do
    :: k < CONTENTS -> ledger[0].is[k] = UNKNOWN; k++
    :: else -> break
    od;
    run Process(0); run Process(1)
  }
  /* every process has ended: nothing that was loaded is lost, and what was let go of had been loaded */
  (_nr_pr == 2) ->
    assert(ledger[0].is[WHOLE(1)] != RELEASED || loads[WHOLE(1)] == 1);
    assert(ledger[0].is[WHOLE(2)] != RELEASED || loads[WHOLE(2)] == 1)
}
