/* One or two deliveries from the ledger to a server, as Sources/Engine/Delivery carries them: each step there that
 * changes anything is a step here. Words as there: epoch, temporary, intent, held, in doubt.
 *
 *   NODES   processes that may work on each delivery: takeover at any instant, whether the former owner is dead or asleep
 *   FILES   deliveries; with 2 they want one and the same final name
 *   KILLS   how often a process is killed between any two steps
 *   CUTS    how often an upload ends early and is called done
 *   JANITOR somebody at the server removes temporary files, and the connection does not declare them safe
 *   STRANGER somebody else puts a file under the final name, and takes it away again
 *   OVERWRITES the server's rename replaces what is there without a word; final names are then unique per delivery
 *
 *   SETTLE  a person who looks ends what is in doubt: delivered, or to be sent again
 *   TRACE   only what one real run's audit chain tells may happen, in its order: Tests/Model/replay
 *
 * M_… are mutants: the same protocol with one rule left out. Each must be caught; Tests/Model/check says so.
 */
#ifndef NODES
#define NODES 2
#endif
#ifndef FILES
#define FILES 1
#endif
#ifndef KILLS
#define KILLS 2
#endif
#ifndef CUTS
#define CUTS 1
#endif
#ifndef EPOCHS
#define EPOCHS 4
#endif

#define NOBODY 0
#define WHOLE(i) (i + 1)
#define HALF(i) (i + 11)
#define FOREIGN 99

mtype = { PLANNED, UPLOADING, UPLOADED, PUBLISHING, DELIVERED, HELD, DOUBT };

typedef Row {
  mtype state = PLANNED;
  mtype before = PLANNED;   /* what a commit that was not on the disk falls back to */
  byte epoch;
  byte pin;                 /* the temporary file the intent names */
}
typedef Temporaries { byte is[EPOCHS + 1] }   /* 0 absent, 1 half, 2 whole; one for each epoch */

Row row[FILES];
Temporaries far[FILES];
byte final[FILES];
byte published[FILES];
byte taken[FILES];
byte kills = KILLS;
byte cuts = CUTS;

#if defined(OVERWRITES) && !defined(M_SHARED_NAME)
#define NAME(i) i
#else
#define NAME(i) 0
#endif

/* SEE: one event of the trace, a kind and an epoch; after another event than the expected one the trace never ends. */
#ifdef TRACE
#include "trace.h"            /* LENGTH, path, PATH: its values */
#define CLAIM 15
#define SETTLED_DELIVERED 14
#define SETTLED_PLANNED 13
byte at;
#define SEE(kind, epoch) if :: at < LENGTH && path[at] == (kind) + 16 * (epoch) -> at++ :: else -> at = 255 fi
#else
#define SEE(kind, epoch) skip
#endif

#ifdef M_NOT_DURABLE
#define LOSE row[i].state = row[i].before
#define COMMIT(v) row[i].before = row[i].state; row[i].state = v
#else
#define LOSE skip
#define COMMIT(v) SEE(v, my); row[i].state = v
#endif
#ifdef M_UPLOAD_AGAIN
#define AFTER_INTENT false
#else
#define AFTER_INTENT (row[i].state == PUBLISHING)
#endif
#ifdef M_NO_EPOCH
#define MINE true
#else
#define MINE (row[i].epoch == my)
#endif
#define KILL if :: atomic { kills > 0 -> kills--; LOSE; goto again } :: skip fi

proctype Node(byte i) {
  byte my; byte p; byte t; byte f; byte e;
again:
  my = 0; p = 0; t = 0; f = 0; e = 0;
  if
  :: atomic { row[i].state != DELIVERED && row[i].state != DOUBT && row[i].epoch < EPOCHS ->
       row[i].epoch++; my = row[i].epoch; SEE(CLAIM, my); p = (row[i].state == PUBLISHING -> row[i].pin : 0) }
#ifdef SETTLE               /* exchange settle: only what is in doubt, on the evidence, once; who decides tells the truth */
  :: atomic { row[i].state == DOUBT && row[i].epoch < EPOCHS -> row[i].epoch++; my = row[i].epoch; SEE(CLAIM, my) };
     KILL;
     atomic {
       if
       :: !(MINE && row[i].state == DOUBT) -> goto again
#ifndef M_SETTLE_BLIND
       :: MINE && row[i].state == DOUBT && published[i] == 1 ->
            SEE(SETTLED_DELIVERED, my); row[i].state = DELIVERED; goto rest
       :: MINE && row[i].state == DOUBT && published[i] == 0 ->
            SEE(SETTLED_PLANNED, my); row[i].state = PLANNED; row[i].pin = 0
#else
       :: MINE && row[i].state == DOUBT -> row[i].state = PLANNED; row[i].pin = 0
#endif
       fi }
#endif
#ifdef TRACE                /* who finds nothing to do for this one has claimed the run all the same */
  :: atomic { (row[i].state == DELIVERED || row[i].state == DOUBT) && row[i].epoch < EPOCHS ->
       row[i].epoch++; SEE(CLAIM, row[i].epoch); goto again }
#endif
  :: row[i].state == DELIVERED || row[i].state == DOUBT -> goto rest
  :: row[i].epoch >= EPOCHS -> goto rest
  fi;
  KILL;
#ifdef M_UPLOAD_AGAIN      /* after the intent, upload anew instead of finishing the rename */
  p = 0;
#endif
  if
  :: p != 0 -> goto intended
  :: else
  fi;

  /* held: only while the other file is there */
  if
  :: row[i].state == HELD && final[NAME(i)] != NOBODY -> goto idle
  :: else
  fi;

  /* upload: what earlier epochs left is swept before the ledger knows a new name */
#ifndef M_NO_SWEEP
  e = 1;
  do
  :: e < my -> far[i].is[e] = 0; e++
  :: else -> break
  od;
#endif
  KILL;
  atomic { if :: MINE && row[i].state != DELIVERED && row[i].state != DOUBT && !AFTER_INTENT -> COMMIT(UPLOADING)
              :: else -> goto again fi };
  KILL;
#ifdef M_DIRECT            /* straight under the final name */
  final[NAME(i)] = HALF(i); KILL; final[NAME(i)] = WHOLE(i); published[i]++; assert(published[i] <= 1);
  goto mark;
#endif
  far[i].is[my] = 1;
  KILL;
  if
  :: far[i].is[my] = 2
  :: atomic { cuts > 0 -> cuts-- }
  fi;
  KILL;
#ifndef M_NO_READBACK
  if :: far[i].is[my] != 2 -> goto again :: else fi;
#endif

  atomic { if :: MINE && row[i].state == UPLOADING -> COMMIT(UPLOADED) :: else -> goto again fi };
  KILL;

  /* uploaded: another file under the final name holds it */
  if
#ifndef OVERWRITES
  :: final[NAME(i)] != NOBODY ->
       far[i].is[my] = 0;
       atomic { if :: MINE -> COMMIT(HELD) :: else fi }; goto again
#endif
  :: else
  fi;
#ifndef M_NO_INTENT
  atomic { if :: MINE && row[i].state == UPLOADED -> COMMIT(PUBLISHING); row[i].pin = my; p = my
              :: else -> goto again fi };
#else
  p = my;
#endif

intended:
  KILL;
#ifdef M_REPIN             /* an intent written a second time, for a new temporary file */
  if :: atomic { MINE && far[i].is[my] == 0 -> row[i].pin = my; far[i].is[my] = 2; p = my } :: skip fi;
#endif
  t = far[i].is[p];
  f = final[NAME(i)];
  KILL;
  if
  :: t != 0 && f == NOBODY ->
       /* the server's rename: at once, and refused where something is there (or not, on servers that overwrite) */
       atomic {
         t = 0;
         if
         :: far[i].is[p] != 0 && (final[NAME(i)] == NOBODY
#ifdef OVERWRITES
            || true
#endif
            ) ->
              assert(final[NAME(i)] == NOBODY || final[NAME(i)] == FOREIGN);   /* nothing unread is destroyed */
              final[NAME(i)] = (far[i].is[p] == 2 -> WHOLE(i) : HALF(i));
              far[i].is[p] = 0; published[i]++; t = 1;
              assert(published[i] <= 1)                                        /* one effect */
         :: else
         fi };
       KILL;
       if :: t == 1 -> goto mark :: else -> goto intended2 fi
  :: t != 0 && (f == WHOLE(i)) -> far[i].is[p] = 0; KILL; goto mark
  :: t != 0 && f != NOBODY && f != WHOLE(i) ->
#ifdef M_HOLD_FIRST        /* held before its temporary file is gone: who slept may still rename it */
       atomic { if :: MINE && row[i].state == PUBLISHING -> COMMIT(HELD) :: else -> goto again fi };
       KILL;
       far[i].is[p] = 0;
#else
       /* whoever removes it knows by the server's answer that nobody has renamed it */
       atomic { t = far[i].is[p]; far[i].is[p] = 0 };
       KILL;
       if :: t == 0 -> goto intended2 :: else fi;
       atomic { if :: MINE && row[i].state == PUBLISHING -> COMMIT(HELD) :: else fi };
#endif
       goto again
  :: t == 0 && f == WHOLE(i) -> goto mark
  :: t == 0 && f != WHOLE(i) ->
#if defined(JANITOR) || defined(STRANGER) || FILES > 1
#ifndef M_TRUST_ABSENCE
       atomic { if :: MINE && row[i].state == PUBLISHING -> COMMIT(DOUBT) :: else fi }; goto again
#endif
#endif
       goto mark
  fi;

intended2:
  goto again;

mark:
  atomic { if :: MINE -> COMMIT(DELIVERED); assert(published[i] == 1)          /* delivered means published */
              :: else -> goto again fi };
idle:
#ifdef TRACE
  goto again;
#endif
rest:
  skip
}

/* Takes a file the moment it appears. */
#define TAKE(n) \
  atomic { final[n] != NOBODY && final[n] != FOREIGN -> \
    assert(final[n] < 11);                                   /* never half a file */ \
    taken[final[n] - 1]++; assert(taken[final[n] - 1] <= 1); /* none twice */ \
    final[n] = NOBODY }

active proctype Consumer() {
end:
  do
  :: TAKE(0)
#if FILES > 1
  :: TAKE(1)
#endif
  od
}

#ifdef JANITOR
active proctype Janitor() {
end:
  do
  :: atomic { row[0].pin != 0 && far[0].is[row[0].pin] != 0 -> far[0].is[row[0].pin] = 0; break }
  :: row[0].state == DELIVERED || row[0].state == DOUBT -> break
  od
}
#endif
#ifdef TRACE
active proctype Reader() {
end:
  atomic { at == LENGTH && published[0] == EFFECTS -> assert(at != LENGTH) }   /* the trace is a path of this model */
}
#endif
#ifdef STRANGER
active proctype Stranger() {
end:
  atomic { final[0] == NOBODY -> final[0] = FOREIGN };
  atomic { final[0] == FOREIGN -> final[0] = NOBODY }
}
#endif

init {
  byte k;
  byte j;
  atomic {
#ifdef TRACE
    PATH
#endif
    do
    :: j < FILES -> k = 0; do :: k < NODES -> run Node(j); k++ :: else -> break od; j++
    :: else -> break
    od
  }
}
