// The icons in use, as text: only these reach the bundle. Lucide, ISC licence.

import pull from 'lucide-static/icons/arrow-down.svg?raw';
import back from 'lucide-static/icons/arrow-left.svg?raw';
import into from 'lucide-static/icons/arrow-right.svg?raw';
import push from 'lucide-static/icons/arrow-up.svg?raw';
import calendar from 'lucide-static/icons/calendar.svg?raw';
import reschedule from 'lucide-static/icons/calendar-clock.svg?raw';
import cancelled from 'lucide-static/icons/calendar-x-2.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import done from 'lucide-static/icons/circle-check.svg?raw';
import waiting from 'lucide-static/icons/clock.svg?raw';
import offline from 'lucide-static/icons/cloud-off.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import openOutside from 'lucide-static/icons/external-link.svg?raw';
import link from 'lucide-static/icons/link-2.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import edit from 'lucide-static/icons/pencil.svg?raw';
import fill from 'lucide-static/icons/pencil-line.svg?raw';
import popOut from 'lucide-static/icons/picture-in-picture-2.svg?raw';
import pin from 'lucide-static/icons/pin.svg?raw';
import unpin from 'lucide-static/icons/pin-off.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import point from 'lucide-static/icons/square-mouse-pointer.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import warning from 'lucide-static/icons/triangle-alert.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import notThisPerson from 'lucide-static/icons/user-x.svg?raw';
import workflow from 'lucide-static/icons/workflow.svg?raw';
import close from 'lucide-static/icons/x.svg?raw';

/** SVG text by what the icon means here. */
export const icons = {
  back,
  calendar,
  cancelled,
  check,
  chevronDown,
  chevronLeft,
  chevronRight,
  chevronUp,
  close,
  done,
  edit,
  fill,
  into,
  link,
  lock,
  more: ellipsis,
  notThisPerson,
  offline,
  openOutside,
  pin,
  plus,
  point,
  popOut,
  pull,
  push,
  reschedule,
  search,
  trash,
  undo,
  unpin,
  waiting,
  warning,
  workflow,
};

export type IconName = keyof typeof icons;
